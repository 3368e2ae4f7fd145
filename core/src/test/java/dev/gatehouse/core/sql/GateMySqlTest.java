package dev.gatehouse.core.sql;

import static dev.gatehouse.core.sql.GateTables.admitted;
import static dev.gatehouse.core.sql.GateTables.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GateMySqlTest {
  private static final List<Gate> GATES = List.of(Gate.of(Dialect.MYSQL), Gate.of(Dialect.MARIADB));

  /** Text, then the text that is sent. */
  static Object[][] accepted() {
    return new Object[][] {
      {"select 1;", "select 1"},
      {"select 1 # the rest\n+ 2", "select 1 + 2"},
      {"select 1 -- the rest\n+ 2", "select 1 + 2"},
      {"select 1 --\t\n+ 2", "select 1 + 2"},
      {"select a#b\n", "select a"},
      {"select/* a comment */1", "select 1"},
      {"select /*M a plain one */ 1", "select 1"},
      {"select `a b`, `c`d", "select `a b`, `c` d"},
      {"select 'it''s # not -- a /* comment'", "select 'it''s # not -- a /* comment'"},
      {"select date'2020-01-01'", "select date '2020-01-01'"},
      {"select a<=>b, c!=-1, d- -1", "select a<=>b, c!= -1, d- -1"},
      {"select a&&b, c<<2, ~d", "select a&&b, c<<2, ~d"},
      {"select doc->'$.a', doc->>'$.b'", "select doc->'$.a', doc->>'$.b'"},
      {"select 1.5e3, .5", "select 1.5e3, .5"},
      {"select 7 mod 2, a Mod b, (a)mod(b)", "select 7 % 2, a % b, (a)%(b)"},
      {"select `a`mod 2, 'a' mod 'b'", "select `a` % 2, 'a' % 'b'"},
      {
        "select mod(7, 2), mod (7, 2), 1 + mod(7, 2)", "select mod(7, 2), mod (7, 2), 1 + mod(7, 2)"
      },
      {"select t.mod, a mod (b)", "select t.mod, a mod (b)"},
      {"select 'żółć'", "select 'żółć'"},
    };
  }

  @ParameterizedTest
  @MethodSource
  void accepted(String text, String sent) {
    assertThat(GATES).allSatisfy(gate -> assertThat(admitted(gate, text).text()).isEqualTo(sent));
  }

  /** Text with ‸ where the refusal points. */
  static String[] refused() {
    return new String[] {
      "select 1 ‸/*!50000 , ssn */",
      "select 1 ‸/*! , ssn */ from users",
      "select 1 ‸/*M! , ssn */ from users",
      "select 1 ‸/*m! , ssn */ from users",
      "select ‸/*+ SET_VAR(sql_mode='') */ 1",
      "select 1 /* a ‸/* b */ , ssn */ from users",
      "select 1 ‸/* never closed",
      "select 1 ‸*/ 2",
      "select 1‸--(1)",
      "select 1 ‸--",
      "select 1‸--1",
      "select 1 -- a‸\r , ssn from users",
      "select 1 # a‸\r , ssn from users",
      "select 'a‸\\'' , ssn , '",
      "select 'a‸\\\\'",
      "select ‸\\N",
      "select ‸\"a\"",
      "select ‸\"\\\"\" , ssn , \"\"",
      "select ‸\"never closed",
      "select ‸'never closed",
      "select ‸`never closed",
      "select ‸`a``b`",
      "select ‸`a.b`",
      "select ‸``",
      "select ‸N'a'",
      "select ‸X'4D'",
      "select ‸b'1'",
      "select ‸_utf8mb4'a'",
      "select _latin1 ‸'a'",
      "select 'a' ‸'b'",
      "select ‸0x4D",
      "select ‸1a",
      "select t‸.1a",
      "select a ‸|| b",
      "select ‸!a",
      "select ‸@a",
      "select ‸@@version",
      "select a ‸:= 1",
      "select ‸?",
      "select ‸:name",
      "select ‸$a",
      "select ‸v$session",
      "select ‸{fn now()}",
      "select 1 ‸// 2",
      "select gr‸öße",
    };
  }

  @ParameterizedTest
  @MethodSource
  void refused(String marked) {
    for (Gate gate : GATES) {
      Refusal refusal = rejected(gate, marked.replace("‸", ""));

      assertThat(refusal.code()).isEqualTo(RefusalCode.AMBIGUOUS_TEXT);
      assertThat(refusal.position()).hasValue(marked.indexOf('‸'));
      assertThat(refusal.sentence()).endsWith(".");
    }
  }
}
