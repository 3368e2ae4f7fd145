package dev.gatehouse.control.minting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.control.TestShop;
import dev.gatehouse.control.minting.SourceFinding.Kind;
import dev.gatehouse.core.catalog.Environment;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account that docs/operators.md describes lacks nothing; each privilege less is named. */
class SourceCheckTest {
  private TestShop shop;
  private String minter;

  @BeforeEach
  void open() throws SQLException {
    shop = new TestShop();
    minter = shop.config("shop", Environment.STAGING).minterUser();
  }

  private List<SourceFinding> check(Kind kind) throws Exception {
    return new SourceCheck()
        .check(shop.config("shop", Environment.STAGING)).stream()
            .filter(finding -> finding.kind() == kind)
            .toList();
  }

  private void assertOne(Kind kind, String word, String undo) throws Exception {
    shop.database.execute(undo);
    List<SourceFinding> found = check(kind);
    assertThat(found).singleElement().satisfies(f -> assertThat(f.sentence()).contains(word));
    shop.database.execute(found.getFirst().remedy());
    assertThat(check(kind)).isEmpty();
  }

  @Test
  void theDocumentedAccountLacksNothing() throws Exception {
    assertThat(check(Kind.MISSING)).isEmpty();
    assertThat(check(Kind.OUT_OF_REACH)).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedAndItsRemedyGivesIt() throws Exception {
    String database = shop.database.name();
    assertOne(Kind.MISSING, "CREATEROLE", "ALTER ROLE " + minter + " NOCREATEROLE");
    assertOne(Kind.MISSING, "pg_signal_backend", "REVOKE pg_signal_backend FROM " + minter);
    assertOne(
        Kind.MISSING,
        "CONNECT",
        "REVOKE GRANT OPTION FOR CONNECT ON DATABASE " + database + " FROM " + minter);
    assertOne(
        Kind.MISSING,
        "orders_id_seq",
        "REVOKE USAGE ON SEQUENCE shop.orders_id_seq FROM " + minter);
  }

  @Test
  void whatGrantsCannotReachIsNamed() throws Exception {
    assertOne(
        Kind.OUT_OF_REACH,
        "\"shop\".\"orders\"",
        "REVOKE GRANT OPTION FOR SELECT ON shop.orders FROM " + minter);
    assertOne(
        Kind.OUT_OF_REACH,
        "schema \"shop\"",
        "REVOKE GRANT OPTION FOR USAGE ON SCHEMA shop FROM " + minter);
  }

  @Test
  void whatStandsOpenToEverybodyIsNamed() throws Exception {
    shop.database.execute(
        "CREATE FUNCTION shop.peek() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT email"
            + " FROM shop.customers LIMIT 1'");
    List<SourceFinding> open = check(Kind.OPEN_TO_ALL);
    assertThat(open).extracting(SourceFinding::sentence).anyMatch(s -> s.contains("shop.peek()"));
    assertThat(open).extracting(SourceFinding::sentence).anyMatch(s -> s.contains("temporary"));
    assertThat(open).extracting(SourceFinding::sentence).anyMatch(s -> s.contains("pg_stats"));
    for (SourceFinding finding : open) {
      shop.database.execute(finding.remedy());
    }
    assertThat(check(Kind.OPEN_TO_ALL)).isEmpty();
  }
}
