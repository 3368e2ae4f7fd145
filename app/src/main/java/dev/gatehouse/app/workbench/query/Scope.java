package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.editor.SqlToken;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The relations that a statement names, by alias; a guess that is good enough to propose by. */
final class Scope {
  private static final Set<String> INTRODUCE = Set.of("from", "join", "update", "into", "only");

  private Scope() {}

  static Map<String, Relation> of(String text, List<SqlToken> tokens, CatalogSnapshot catalog) {
    Map<String, Relation> scope = new LinkedHashMap<>();
    boolean expects = false;
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).in(text).toLowerCase(Locale.ROOT);
      if (INTRODUCE.contains(word)) {
        expects = true;
      } else if (expects && isName(tokens.get(i))) {
        i = relation(text, tokens, i, catalog, scope);
        expects = i + 1 < tokens.size() && tokens.get(i + 1).in(text).equals(",");
        i += expects ? 1 : 0;
      } else {
        expects = false;
      }
    }
    return scope;
  }

  /** Reads {@code [schema.]name [AS] [alias]}; returns the index of its last token. */
  private static int relation(
      String text,
      List<SqlToken> tokens,
      int first,
      CatalogSnapshot catalog,
      Map<String, Relation> scope) {
    int at = first;
    String name = plain(tokens.get(at).in(text));
    Optional<Relation> found;
    if (at + 2 < tokens.size() && tokens.get(at + 1).in(text).equals(".")) {
      String schema = name;
      name = plain(tokens.get(at + 2).in(text));
      at += 2;
      found = catalog.relation(new RelationName(schema, name));
    } else {
      found = catalog.resolve(name);
    }
    String alias = name;
    int next = at + 1;
    if (next < tokens.size() && tokens.get(next).in(text).equalsIgnoreCase("as")) {
      next++;
    }
    if (next < tokens.size() && isName(tokens.get(next))) {
      alias = plain(tokens.get(next).in(text));
      at = next;
    }
    if (found.isPresent()) {
      scope.put(alias, found.get());
    }
    return at;
  }

  private static boolean isName(SqlToken token) {
    return token.kind() == SqlToken.Kind.NAME
        || token.kind() == SqlToken.Kind.QUOTED_NAME
        || token.kind() == SqlToken.Kind.FUNCTION;
  }

  private static String plain(String name) {
    return name.startsWith("\"")
        ? name.substring(1, Math.max(1, name.length() - 1)).replace("\"\"", "\"")
        : name.toLowerCase(Locale.ROOT);
  }
}
