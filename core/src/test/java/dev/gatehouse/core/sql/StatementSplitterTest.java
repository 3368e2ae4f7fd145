package dev.gatehouse.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
  private final StatementSplitter splitter = StatementSplitter.of(Dialect.POSTGRESQL);

  @Test
  void semicolonsPartStatements() {
    assertThat(parts("select 1;\n select 2 ;;select 3"))
        .containsExactly("select 1", "select 2", "select 3");
  }

  @Test
  void semicolonsInStringsNamesAndCommentsDoNot() {
    String script = "select ';', \"a;b\", $$;$$, E'\\';' /* ; /* ; */ ; */ -- ;\n; select 2";

    assertThat(parts(script)).containsExactly("select ';', \"a;b\", $$;$$, E'\\';'", "select 2");
  }

  @Test
  void aCommentBelongsToTheStatementBehindIt() {
    assertThat(parts("-- first\nselect 1; /* second */ select 2; -- nothing"))
        .containsExactly("-- first\nselect 1", "/* second */ select 2");
  }

  @Test
  void whatIsNotFinishedOrNotAdmittedStillBelongsToAStatement() {
    assertThat(parts("select ? + größe; select 'unfinished; select 3"))
        .containsExactly("select ? + größe", "select 'unfinished; select 3");
  }

  @Test
  void theStatementUnderTheCaretIsTheOneItTouches() {
    String script = "select 1;select 2;\n\n  select 3";

    assertThat(at(script, 0)).isEqualTo("select 1");
    assertThat(at(script, 8)).isEqualTo("select 1");
    assertThat(at(script, 9)).isEqualTo("select 2");
    assertThat(at(script, 19)).isEqualTo("select 2");
    assertThat(at(script, script.length())).isEqualTo("select 3");
    assertThat(at("  select 1", 0)).isEqualTo("select 1");
    assertThat(splitter.at(" -- nothing", 3)).isEmpty();
  }

  @Test
  void mysqlScriptsAreReadAsMysqlReadsThem() {
    StatementSplitter mysql = StatementSplitter.of(Dialect.MYSQL);
    String script = "select \"a;\", `b;`, 'c\\';' # ;\n; select 2 -- ;\n";

    assertThat(mysql.split(script).stream().map(range -> range.of(script)))
        .containsExactly("select \"a;\", `b;`, 'c\\';'", "select 2");
  }

  private List<String> parts(String script) {
    return splitter.split(script).stream().map(range -> range.of(script)).toList();
  }

  private String at(String script, int caret) {
    return splitter.at(script, caret).orElseThrow().of(script);
  }
}
