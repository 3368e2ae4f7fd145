package dev.gatehouse.core.sql;

import static dev.gatehouse.core.sql.GateTables.admitted;
import static dev.gatehouse.core.sql.GateTables.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatePostgresTest {
  private final Gate gate = Gate.of(Dialect.POSTGRESQL);

  /** Text, then the text that is sent. */
  static Object[][] accepted() {
    return new Object[][] {
      {"select 1", "select 1"},
      {" \n\tselect\r\n 1 ; ; ", "select 1"},
      {"\uFEFFselect 1", "select 1"},
      {"select 1 -- one\n + 2", "select 1 + 2"},
      {"select/* a /* nested */ b */1", "select 1"},
      {"select 1 /*+ SeqScan(t) */", "select 1"},
      {"select a\n\n\nfrom t\ngo\nwhere b", "select a from t go where b"},
      {"select 'it''s; -- not /* a comment'", "select 'it''s; -- not /* a comment'"},
      {"select E'tab\\tit\\'s'", "select 'tab\tit''s'"},
      {"select e'\\x41\\102\\u0043\\U00000044'", "select 'ABCD'"},
      {"select E'\\uD83D\\uDE00'", "select '\uD83D\uDE00'"},
      {"select E'a\\\\b'", "select 'a\\b'"},
      {"select $$it's$$", "select 'it''s'"},
      {"select $q$a $$ b$q$", "select 'a $$ b'"},
      {"select $_1$x$_1$", "select 'x'"},
      {"select date'2020-01-01'", "select date '2020-01-01'"},
      {"select q'[x]'", "select q '[x]'"},
      {"select '\\d+', '%\\_%'", "select '\\d+', '%\\_%'"},
      {"select 'a'b, \"c\"d", "select 'a' b, \"c\" d"},
      {"select \"weiß Größe\", 'żółć'", "select \"weiß Größe\", 'żółć'"},
      {"select 1.5, .5, 1., 1e10, 1.5e-3, 2E+4", "select 1.5, .5, 1., 1e10, 1.5e-3, 2E+4"},
      {"select a=-1, b<-2, c*-1", "select a= -1, b< -2, c* -1"},
      {"select a<--1\n2", "select a< 2"},
      {"select tags@>array['x']", "select tags @> array['x']"},
      {"select doc#>>'{a,b}' from t", "select doc #>> '{a,b}' from t"},
      {"select doc->'a'->>'b'", "select doc->'a'->>'b'"},
      {"select a::int, b[1:2], c [ : 3 ]", "select a::int, b[1:2], c [ : 3 ]"},
      {"select f(a := 1, b => 2)", "select f(a := 1, b => 2)"},
      {"select * from t where a like '10\\%' escape '\\'", "select * from t where a like '10\\%'"},
      {"select a like 'x' escape'\\' and b", "select a like 'x' and b"},
      {"select a like 'x' escape '!'", "select a like 'x' escape '!'"},
      {"select v @@ to_tsquery('a & b')", "select v @@ to_tsquery('a & b')"},
      {"select count(*)filter(where a)from t", "select count(*)filter(where a)from t"},
      {"select current_timestamp(3), now()", "select current_timestamp(3), now()"},
      {"select Number, c.number from cards", "select \"number\", c.\"number\" from cards"},
      {"select a similar to 'x' or t.similar = b", "select a similar to 'x' or t.similar = b"},
      {"select 'please delete' -- DROP TABLE x", "select 'please delete'"},
    };
  }

  @ParameterizedTest
  @MethodSource
  void accepted(String text, String sent) {
    assertThat(admitted(gate, text).text()).isEqualTo(sent);
  }

  /** Text with ‸ where the refusal points, then the kind of refusal. */
  static Object[][] refused() {
    return new Object[][] {
      {"select 1; ‸select 2", RefusalCode.MULTIPLE_STATEMENTS},
      {"select 1;;;‸)", RefusalCode.MULTIPLE_STATEMENTS},
      {"select e'\\'' , ‸'/*\\' , ssn from customers -- */ -- '", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸'/*\\' , ssn from customers -- */ -- '", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸'a\\''b'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸'a\\\\'", RefusalCode.AMBIGUOUS_TEXT},
      {"select a similar to 'x' escape ‸'\\'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸'never closed", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸\"never closed", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸$a$never closed$b$", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸E'never closed\\'", RefusalCode.AMBIGUOUS_TEXT},
      {"select 1 ‸/* /* never closed */", RefusalCode.AMBIGUOUS_TEXT},
      {"select 1‸*/", RefusalCode.AMBIGUOUS_TEXT},
      {"select 'a'‸\u0000", RefusalCode.AMBIGUOUS_TEXT},
      {"select 'a‸\u0001'", RefusalCode.AMBIGUOUS_TEXT},
      {"select‸\f1", RefusalCode.AMBIGUOUS_TEXT},
      {"select‸\u00A01", RefusalCode.AMBIGUOUS_TEXT},
      {"select gr‸öße", RefusalCode.AMBIGUOUS_TEXT},
      {"select a similar ‸tox 'y'", RefusalCode.AMBIGUOUS_TEXT},
      {"select current_date‸()", RefusalCode.AMBIGUOUS_TEXT},
      {"select current ‸dates from t", RefusalCode.AMBIGUOUS_TEXT},
      {"with ‸ties_of_may as (select 1) select 2", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸“a“", RefusalCode.AMBIGUOUS_TEXT},
      {"select 'a' -- ‸\u202E", RefusalCode.AMBIGUOUS_TEXT},
      {"select '‸\uD83D'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸U&'\\0041'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸u&\"a\"", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸b'01'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸X'1F'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸N'a'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸\"a\"\"b\"", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸\"public.customers\"", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸\"\"", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸\"a\u200Bb\"", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸" + "a".repeat(64), RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸\"" + "ä".repeat(32) + "\"", RefusalCode.AMBIGUOUS_TEXT},
      {"select 1 ‸// 2", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸{fn now()}", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸`a`", RefusalCode.AMBIGUOUS_TEXT},
      {"‸\\d customers", RefusalCode.AMBIGUOUS_TEXT},
      {"select a ‸? 'k'", RefusalCode.AMBIGUOUS_TEXT},
      {"select a ‸?| array['k']", RefusalCode.AMBIGUOUS_TEXT},
      {"select a ‸@? '$.a'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸$1", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸:name", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸:'name'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸: name", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸v$session", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸1$$a$$", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸$é$a$é$", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸0x1F", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸1_000", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸1a", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸1e", RefusalCode.AMBIGUOUS_TEXT},
      {"select t‸.5", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸1.5.6", RefusalCode.AMBIGUOUS_TEXT},
      {"select a‸..b", RefusalCode.AMBIGUOUS_TEXT},
      {"select a ‸!=-1", RefusalCode.AMBIGUOUS_TEXT},
      {"select a ‸#(ssn) from t", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸@ssn from t", RefusalCode.AMBIGUOUS_TEXT},
      {"select 'a'\n‸'b'", RefusalCode.AMBIGUOUS_TEXT},
      {"select $$a$$‸'b'", RefusalCode.AMBIGUOUS_TEXT},
      {"select E'‸\\xE9'", RefusalCode.AMBIGUOUS_TEXT},
      {"select E'a‸\\0'", RefusalCode.AMBIGUOUS_TEXT},
      {"select E'a‸\\b'", RefusalCode.AMBIGUOUS_TEXT},
      {"select E'a‸\\uD83D'", RefusalCode.AMBIGUOUS_TEXT},
      {"select E'a‸\\u12'", RefusalCode.AMBIGUOUS_TEXT},
      {"select E'a‸\\u202E'", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸$$a\\'b$$", RefusalCode.AMBIGUOUS_TEXT},
      {"select ‸(1", RefusalCode.NOT_PARSED},
      {"select 1‸)", RefusalCode.NOT_PARSED},
      {"select (a[1‸)]", RefusalCode.NOT_PARSED},
      {"select " + "(".repeat(100) + "‸(1" + ")".repeat(101), RefusalCode.TOO_LARGE},
      {"select 1 " + "+ 1 ".repeat(4_999) + "‸+ 1", RefusalCode.TOO_LARGE},
    };
  }

  @ParameterizedTest
  @MethodSource
  void refused(String marked, RefusalCode code) {
    Refusal refusal = rejected(gate, marked.replace("‸", ""));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.position()).hasValue(marked.indexOf('‸'));
    assertThat(refusal.sentence()).endsWith(".");
  }

  @Test
  void nothingIsNoStatement() {
    for (String text : new String[] {"", " \n", "-- only this", "/* and this */ ; ;", "\uFEFF"}) {
      assertThat(rejected(gate, text).code()).isEqualTo(RefusalCode.EMPTY);
    }
  }

  @Test
  void aTextOverTheLimitIsTooLarge() {
    String text = "select '" + "x".repeat(Gate.MAX_CHARACTERS) + "'";

    assertThat(rejected(gate, text).code()).isEqualTo(RefusalCode.TOO_LARGE);
  }

  @Test
  void aTextThatGrowsOverTheLimitIsTooLarge() {
    String text = "select $$" + "'".repeat(Gate.MAX_CHARACTERS - 20) + "$$";

    assertThat(rejected(gate, text).code()).isEqualTo(RefusalCode.TOO_LARGE);
  }

  @Test
  void bytesMustBeUtf8() {
    byte[] broken = "select 'é'".getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = "select 'é'".getBytes(StandardCharsets.UTF_8);

    assertThat(((GateResult.Rejected) gate.admit(broken)).refusal().position()).hasValue(8);
    assertThat(gate.admit(whole)).isInstanceOf(GateResult.Admitted.class);
  }

  @Test
  void bytesCutInTheMiddleOfACharacterAreRefused() {
    byte[] whole = "select 'é".getBytes(StandardCharsets.UTF_8);
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);

    assertThat(((GateResult.Rejected) gate.admit(cut)).refusal().construct())
        .isEqualTo("broken UTF-8");
  }

  @Test
  void everyOffsetOfTheSentTextHasItsPlaceInTheOwnText() {
    String own = "select /* the\nname */ E'a\\tb' , label\nfrom pub";
    GatedStatement statement = admitted(gate, own);

    assertThat(statement.text()).isEqualTo("select 'a\tb' , label from pub");
    assertThat(place(statement, "select")).isEqualTo(own.indexOf("select"));
    assertThat(place(statement, "'a")).isEqualTo(own.indexOf("E'"));
    assertThat(place(statement, "\tb")).isEqualTo(own.indexOf("E'"));
    assertThat(place(statement, "abel")).isEqualTo(own.indexOf("abel"));
    assertThat(place(statement, "ub")).isEqualTo(own.indexOf("ub"));
    assertThat(statement.positions().toOriginal(statement.text().length())).isEqualTo(own.length());
  }

  private static int place(GatedStatement statement, String part) {
    return statement.positions().toOriginal(statement.text().indexOf(part));
  }
}
