package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.editor.SqlEditor.Completion;
import dev.gatehouse.app.workbench.editor.SqlEditor.CompletionSource;
import dev.gatehouse.app.workbench.editor.SqlEditor.Completions;
import dev.gatehouse.app.workbench.editor.SqlEditor.Span;
import dev.gatehouse.app.workbench.editor.SqlLexer;
import dev.gatehouse.app.workbench.editor.SqlToken;
import dev.gatehouse.app.workbench.editor.SqlWords;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Proposes relations, columns (by alias too), keywords and functions from the catalog. */
final class CatalogCompletion implements CompletionSource {
  private static final int MOST = 120;
  private static final Set<String> BEFORE_RELATION =
      Set.of("from", "join", "into", "update", "table", "truncate", "only");
  private final Supplier<Optional<GovernedSession>> session;
  private final Masks masks;
  private final StatementFinder finder;

  CatalogCompletion(Connection connection) {
    this.session = () -> connection.access().open();
    this.masks = connection.masks();
    this.finder = new StatementFinder(connection.source().dialect());
  }

  @Override
  public Completions at(String text, int caret) {
    int from = caret;
    while (from > 0 && SqlLexer.isWordPart(text.charAt(from - 1))) {
      from--;
    }
    String prefix = text.substring(from, caret).toLowerCase(Locale.ROOT);
    Span statement = finder.at(text, caret).orElse(new Span(0, text.length()));
    int begin = Math.min(statement.from(), from);
    List<SqlToken> tokens = SqlLexer.tokens(text.substring(begin, Math.max(caret, statement.to())));
    String part = text.substring(begin, Math.max(caret, statement.to()));
    if (insideLiteral(tokens, caret - begin)) {
      return new Completions(caret, List.of());
    }
    Optional<CatalogSnapshot> catalog = session.get().map(GovernedSession::catalog);
    Map<String, Relation> scope =
        catalog.map(c -> Scope.of(part, tokens, c)).orElse(new LinkedHashMap<>());
    Found found = new Found(prefix);
    String qualifier = qualifier(text, from);
    if (!qualifier.isEmpty()) {
      catalog.ifPresent(c -> qualified(found, qualifier, scope, c));
    } else if (BEFORE_RELATION.contains(wordBefore(part, tokens, from - begin))) {
      catalog.ifPresent(c -> relations(found, c));
    } else {
      scope.values().forEach(relation -> columns(found, relation));
      scope.keySet().forEach(alias -> found.add(alias, Completion.Kind.RELATION, "", ""));
      SqlWords.KEYWORDS.stream()
          .sorted()
          .forEach(
              word -> found.add(word.toUpperCase(Locale.ROOT), Completion.Kind.KEYWORD, "", ""));
      SqlWords.FUNCTIONS.forEach(name -> found.add(name, Completion.Kind.FUNCTION, "", ""));
      if (!prefix.isEmpty()) {
        catalog.ifPresent(c -> relations(found, c));
      }
    }
    return new Completions(from, found.best());
  }

  /** Proposals that fit what is typed: those that begin with it, then those that hold it. */
  private static final class Found {
    private final String prefix;
    private final Map<String, Completion> begin = new LinkedHashMap<>();
    private final Map<String, Completion> hold = new LinkedHashMap<>();

    Found(String prefix) {
      this.prefix = prefix;
    }

    void add(String text, Completion.Kind kind, String detail, String mask) {
      String lower = text.toLowerCase(Locale.ROOT);
      String key = kind + " " + lower;
      if (lower.startsWith(prefix)) {
        begin.putIfAbsent(key, new Completion(text, kind, detail, mask));
      } else if (kind != Completion.Kind.KEYWORD && prefix.length() > 1 && lower.contains(prefix)) {
        hold.putIfAbsent(key, new Completion(text, kind, detail, mask));
      }
    }

    List<Completion> best() {
      List<Completion> all = new ArrayList<>(begin.values());
      all.addAll(hold.values());
      return all.size() > MOST ? List.copyOf(all.subList(0, MOST)) : all;
    }
  }

  private void qualified(
      Found found, String qualifier, Map<String, Relation> scope, CatalogSnapshot catalog) {
    Relation relation = scope.get(qualifier);
    if (relation != null) {
      columns(found, relation);
    }
    for (Relation candidate : catalog.relations()) {
      if (candidate.name().schema().equalsIgnoreCase(qualifier)) {
        found.add(
            Identifiers.quoted(candidate.name().name()),
            Completion.Kind.RELATION,
            kind(candidate),
            "");
      }
    }
  }

  private void columns(Found found, Relation relation) {
    Masks.Governed governed = masks.find(relation);
    for (Column column : relation.columns()) {
      String mask =
          Optional.ofNullable(governed.masks().get(column.name()))
              .map(m -> m.mask().policyName())
              .orElse("");
      found.add(Identifiers.quoted(column.name()), Completion.Kind.COLUMN, column.type(), mask);
    }
  }

  private static void relations(Found found, CatalogSnapshot catalog) {
    Set<String> schemas = new java.util.TreeSet<>();
    for (Relation relation : catalog.relations()) {
      String name = Identifiers.quoted(relation.name().name());
      boolean onPath = catalog.resolve(relation.name().name()).filter(relation::equals).isPresent();
      found.add(
          onPath ? name : Masks.quoted(relation.name()),
          Completion.Kind.RELATION,
          relation.name().schema(),
          "");
      schemas.add(relation.name().schema());
    }
    schemas.forEach(
        schema -> found.add(Identifiers.quoted(schema), Completion.Kind.SCHEMA, "schema", ""));
  }

  private static String kind(Relation relation) {
    return relation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static boolean insideLiteral(List<SqlToken> tokens, int at) {
    return tokens.stream()
        .anyMatch(
            token ->
                (token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.COMMENT)
                    && token.from() < at
                    && at <= token.to());
  }

  private static String qualifier(String text, int from) {
    if (from == 0 || text.charAt(from - 1) != '.') {
      return "";
    }
    int start = from - 1;
    while (start > 0 && SqlLexer.isWordPart(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, from - 1).toLowerCase(Locale.ROOT);
  }

  private static String wordBefore(String text, List<SqlToken> tokens, int at) {
    String word = "";
    for (SqlToken token : tokens) {
      if (token.to() <= at && token.kind() != SqlToken.Kind.COMMENT) {
        word = token.in(text).toLowerCase(Locale.ROOT);
      }
    }
    return word;
  }
}
