package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;

/** Everything that the resolvers of one statement share. Used by one thread, once. */
final class Analysis {
  private final CatalogSnapshot catalog;
  private final FactsSink sink;
  private final Rules rules;
  private final NameResolver names;
  private final RoutineRules routines;
  private final Expressions expressions;
  private final Predicates predicates;
  private final Queries queries;
  private final Froms froms;
  private final Relations relations;
  private final Calls calls;
  private final Fallibility fallibility;
  private final Writes writes;

  Analysis(CatalogSnapshot catalog, FactsSink sink, ViewMemory views) {
    this(catalog, sink, views, 0);
  }

  /** An analysis of a view's definition, so many views deep. */
  Analysis(CatalogSnapshot catalog, FactsSink sink, ViewMemory views, int depth) {
    this.catalog = catalog;
    this.sink = sink;
    this.rules = Rules.of(catalog);
    this.names = new NameResolver(sink, rules);
    this.routines = new RoutineRules(catalog, rules.vocabulary());
    this.expressions = new Expressions(this);
    this.predicates = new Predicates(this);
    this.queries = new Queries(this);
    this.froms = new Froms(this);
    this.relations = new Relations(this, views, depth);
    this.calls = new Calls(this);
    this.fallibility = new Fallibility(this);
    this.writes = new Writes(this);
  }

  CatalogSnapshot catalog() {
    return catalog;
  }

  FactsSink sink() {
    return sink;
  }

  Rules rules() {
    return rules;
  }

  NameResolver names() {
    return names;
  }

  RoutineRules routines() {
    return routines;
  }

  Expressions expressions() {
    return expressions;
  }

  Predicates predicates() {
    return predicates;
  }

  Queries queries() {
    return queries;
  }

  Froms froms() {
    return froms;
  }

  Relations relations() {
    return relations;
  }

  Calls calls() {
    return calls;
  }

  Fallibility fallibility() {
    return fallibility;
  }

  Writes writes() {
    return writes;
  }
}
