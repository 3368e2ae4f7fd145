package dev.gatehouse.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.policy.Action;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody changes the schema between a session's opening and its statement. */
class SchemaChangeTest {
  private Shop shop;
  private GovernedSession session;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop(Action.READ, Action.INSERT, Action.UPDATE, Action.DELETE);
    session = shop.open();
  }

  @AfterEach
  void close() {
    session.close();
    shop.close();
  }

  private Outcome run(String sql) {
    return session.run(sql, asked -> true);
  }

  private void isRefused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    Outcome.Refused refused = (Outcome.Refused) outcome;
    assertThat(refused.refusal().construct()).isEqualTo("changed schema");
    assertThat(refused.refusal().sentence()).contains("shop.").contains("run it again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select note from notes | CREATE OR REPLACE VIEW shop.notes AS SELECT id, ssn AS note FROM"
            + " shop.customers",
        "select upper(note) as n from (select * from notes) x | CREATE OR REPLACE VIEW shop.notes"
            + " AS SELECT id, email AS note FROM shop.customers",
        "select address from contacts | CREATE OR REPLACE VIEW shop.contacts AS SELECT id AS who,"
            + " name AS address FROM shop.customers",
        "select name, email from customers | ALTER TABLE shop.customers RENAME name TO x; ALTER"
            + " TABLE shop.customers RENAME ssn TO name; ALTER TABLE shop.customers RENAME x TO"
            + " ssn",
        "select count(*) from orders | ALTER TABLE shop.orders ADD note text",
        "select total from orders | CREATE TABLE shop.more (card text) INHERITS (shop.orders)",
        "select id from orders where id = 1 | ALTER TABLE shop.orders ALTER total TYPE text"
      })
  void aStatementOverWhatChangedShowsNothingAndTheNextOneIsExaminedAnew(String sql, String change)
      throws Exception {
    assertThat(Results.rows(run(sql))).isNotEmpty();
    CatalogSnapshot before = session.catalog();
    shop.database.execute(change);
    isRefused(run(sql));
    assertThat(session.catalog()).isNotSameAs(before);
    assertThat(run(sql)).isNotInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aViewThatNowShowsAMaskedColumnIsMaskedOnceItWasReadAgain() throws Exception {
    shop.database.execute(
        "CREATE OR REPLACE VIEW shop.notes AS SELECT id, ssn AS note FROM shop.customers");
    isRefused(run("select note from notes where id = 7"));
    Outcome outcome = run("select note from notes where id = 7");
    assertThat(Results.rows(outcome)).isEqualTo(List.of("***0007"));
  }

  @Test
  void aWriteToWhatChangedIsUndone() throws Exception {
    shop.database.execute("ALTER TABLE shop.orders ADD note text DEFAULT 'x'");
    isRefused(run("insert into orders (id, customer_id, total) values (9001, 1, 1)"));
    assertThat(shop.raw("select count(*) from shop.orders where id = 9001")).containsExactly("0");
  }

  @Test
  void aRelationThatTookTheNameOfAnotherIsNotShownUnderItsName() throws Exception {
    shop.database.execute(
        "ALTER TABLE shop.orders RENAME TO old_orders",
        "CREATE VIEW shop.orders AS SELECT id, id AS customer_id, 1::numeric AS total, ssn FROM"
            + " shop.customers",
        "GRANT SELECT ON shop.orders TO PUBLIC");
    isRefused(run("select * from orders"));
  }

  @Test
  void aColumnThatIsGoneIsTheServersOwnError() throws Exception {
    shop.database.execute("ALTER TABLE shop.orders DROP total");
    assertThat(run("select total from orders")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aColumnThatWasAddedMayBeReadByNoRole() throws Exception {
    shop.database.execute("ALTER TABLE shop.orders ADD note text DEFAULT 'x'");
    assertThat(run("select * from orders")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aChangeElsewhereStopsNothing() throws Exception {
    shop.database.execute(
        "ALTER TABLE hr.salaries ADD note text", "CREATE TABLE shop.fresh (id int)", "ANALYZE");
    assertThat(run("select total from orders")).isInstanceOf(Outcome.Rows.class);
  }
}
