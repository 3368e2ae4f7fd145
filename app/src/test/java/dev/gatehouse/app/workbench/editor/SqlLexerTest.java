package dev.gatehouse.app.workbench.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlLexerTest {
  private static List<String> read(String text) {
    return SqlLexer.tokens(text).stream().map(t -> t.kind() + " " + t.in(text)).toList();
  }

  @Test
  void keywordsNamesLiteralsAndCommentsAreToldApart() {
    assertThat(read("SELECT count(*) FROM t -- x"))
        .containsExactly(
            "KEYWORD SELECT",
            "FUNCTION count",
            "SYMBOL (",
            "SYMBOL *",
            "SYMBOL )",
            "KEYWORD FROM",
            "NAME t",
            "COMMENT -- x");
  }

  @Test
  void aColumnNamedLikeAKeywordBehindADotIsAName() {
    assertThat(read("o.date")).containsExactly("NAME o", "SYMBOL .", "NAME date");
  }

  @Test
  void nestedCommentsAndUnfinishedLiteralsRunToTheirEnd() {
    assertThat(read("/* a /* b */ c */ 'it''s"))
        .containsExactly("COMMENT /* a /* b */ c */", "STRING 'it''s");
    assertThat(read("$q$ ; $q$;")).containsExactly("STRING $q$ ; $q$", "SYMBOL ;");
  }
}
