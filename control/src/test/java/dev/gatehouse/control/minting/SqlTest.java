package dev.gatehouse.control.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.postgres.EphemeralPostgres;
import dev.gatehouse.postgres.EphemeralPostgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
  private static final String PIECES = "\"';-/*\\$?{}()., \t\n\u00e4\u4e2dabAB_%|:";

  @Test
  void whateverANameHoldsTheServerReadsThatNameAndNothingElse() throws SQLException {
    Database database = EphemeralPostgres.shared().newDatabase();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_120L);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (int i = 0; i < 300; i++) {
        String name = name(random);
        try (ResultSet rows = statement.executeQuery("SELECT 1 AS " + Sql.name(name))) {
          assertThat(rows.getMetaData().getColumnName(1)).isEqualTo(name);
        }
      }
    }
  }

  private static String name(RandomGenerator random) {
    StringBuilder name = new StringBuilder();
    int length = random.nextInt(1, 25);
    for (int i = 0; i < length; i++) {
      name.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return name.toString();
  }

  @Test
  void aNameThatWouldEndItsQuotesDoesNot() {
    assertThat(Sql.name("x\" TO public; DROP TABLE t; --"))
        .isEqualTo("\"x\"\" TO public; DROP TABLE t; --\"");
    assertThat(Sql.name("a.b", "c\"")).isEqualTo("\"a.b\".\"c\"\"\"");
  }

  @Test
  void whatNoNameCanBeIsRefused() {
    for (String name : List.of("", "a\0b", "x".repeat(64), "\u00e4".repeat(32), "\ud800")) {
      assertThatThrownBy(() -> Sql.name(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\\", "a'b", "x;y", "\n", "\0", "\"", "ä"})
  void aLiteralWithACharacterThatNoneOfOursNeedsIsRefused(String text) {
    assertThatThrownBy(() -> Sql.literal(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInstantKeepsItsMicroseconds() {
    assertThat(Sql.literal(Instant.parse("2026-11-20T10:00:00.123456Z")))
        .isEqualTo("'2026-11-20 10:00:00.123456+00'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789abcde", "0123456789ABCDEF", "0123456789abcdeg", "a'; --"})
  void aRoleIsNamedAfterAGrantsIdOnly(String id) {
    assertThatThrownBy(() -> new GrantRoles(id)).isInstanceOf(IllegalArgumentException.class);
  }
}
