package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.RefusalCode;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * Names that a definition makes or means. A new object may not take over what other statements mean
 * by a bare name: PostgreSQL looks along the search path, and in its own schema first only where
 * the path does not place it elsewhere.
 */
final class NewNames {
  private final Analysis analysis;

  NewNames(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The full name of a relation that is made. */
  RelationName relation(List<Identifier> written) {
    RelationName name = of(written);
    checked(name, analysis.routines().isType(name.name()));
    return name;
  }

  /** The full name of a type that is made; it could also be called like a routine. */
  RelationName type(List<Identifier> written) {
    RelationName name = of(written);
    checked(
        name,
        analysis.routines().isType(name.name())
            || BuiltinRoutines.postgresql().containsKey(name.name()));
    return name;
  }

  /** The schema that is made. */
  RelationName schema(Identifier name) {
    RelationName all = new RelationName(name.name(), "*");
    checkedSchema(all);
    return all;
  }

  /** The full name of an object that the catalog does not hold, such as an index. */
  RelationName of(List<Identifier> written) {
    if (written.size() == 2) {
      return new RelationName(written.getFirst().name(), written.getLast().name());
    }
    List<String> path = analysis.catalog().searchPath();
    Optional<String> first = path.stream().findFirst();
    if (first.isEmpty() || first.get().startsWith("pg_")) {
      throw refused(
          written.getLast().name(), "is written without a schema; write its schema before it.");
    }
    return new RelationName(first.get(), written.getLast().name());
  }

  /**
   * The full name of an index, a sequence or a type that exists: without a schema only where it can
   * be in one schema.
   */
  RelationName existing(List<Identifier> written) {
    List<String> path =
        analysis.catalog().searchPath().stream().filter(s -> !s.startsWith("pg_")).toList();
    if (written.size() == 1 && path.size() != 1) {
      throw refused(
          written.getLast().name(), "may be in several schemas; write its schema before it.");
    }
    RelationName name = of(written);
    if (analysis.catalog().relation(name).isPresent()) {
      throw refused(name.toString(), "is another kind of object; name its kind.");
    }
    checkedSchema(name);
    return name;
  }

  private void checked(RelationName name, boolean builtin) {
    checkedSchema(name);
    if (builtin || name.name().startsWith("pg_")) {
      throw refused(name.name(), "is a name that the server itself uses; choose another name.");
    }
    List<String> path = analysis.catalog().searchPath();
    int place = path.indexOf(name.schema());
    for (int later = place + 1; place >= 0 && later < path.size(); later++) {
      RelationName hidden = new RelationName(path.get(later), name.name());
      if (analysis.catalog().relation(hidden).isPresent()) {
        throw refused(
            name.toString(),
            "would hide " + hidden + " from statements that write no schema; choose another name.");
      }
    }
  }

  private static void checkedSchema(RelationName name) {
    if (name.schema().startsWith("pg_") || name.schema().equals("information_schema")) {
      throw refused(
          name.schema(), "belongs to the server; name an object in a schema of your own.");
    }
  }

  private static AnalysisRefusedException refused(String construct, String why) {
    return AnalysisRefusedException.of(
        RefusalCode.UNSUPPORTED, construct, "The name " + construct + " " + why);
  }
}
