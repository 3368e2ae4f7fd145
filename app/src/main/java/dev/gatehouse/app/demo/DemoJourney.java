package dev.gatehouse.app.demo;

import dev.gatehouse.app.demo.idp.DemoAccount;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole journey in the terminal: analyst, DBA, reviewer, each through the real client over
 * HTTP. A step that does not come out as it must ends it.
 */
final class DemoJourney {
  private static final Logger log = LoggerFactory.getLogger(DemoJourney.class);
  private static final String DATABASE = "shop_production";
  private static final String LINES = "shop.order_lines";

  private final DemoStack stack;
  private final Narrator narrator;
  private final ServerView server;

  DemoJourney(DemoStack stack, Narrator narrator) {
    this.stack = stack;
    this.narrator = narrator;
    this.server = new ServerView(stack.postgres());
  }

  /** Takes the journey; tells every step. Returns whether all of it came out as it must. */
  boolean take() {
    try {
      String recorded = analyst();
      try (Traveller reviewer = dba()) {
        new Replay(reviewer, narrator, server).of(recorded);
      }
      narrator.blank();
      narrator.good(
          narrator.bold("All %d steps came out as they must.".formatted(narrator.steps())));
      return true;
    } catch (StepFailed e) {
      narrator.bad(String.valueOf(e.getMessage()));
    } catch (GatehouseException e) {
      log.warn("The journey ended early.", e);
      narrator.bad(String.valueOf(e.getMessage()));
    } catch (SqlFailureException e) {
      log.warn("The journey ended early.", e);
      narrator.bad("The database failed with SQLSTATE %s.".formatted(e.failure().sqlState()));
    } catch (SQLException e) {
      log.warn("The journey ended early.", e);
      narrator.bad("The demo's own look at the server failed; the log says more.");
    }
    return false;
  }

  /** Returns the id of the recorded session. */
  private String analyst()
      throws GatehouseException, SqlFailureException, SQLException, StepFailed {
    narrator.step("The analyst signs in");
    try (Traveller analyst = Traveller.signIn(stack, narrator, server, DemoAccount.ANALYST)) {
      sources(analyst);
      GrantView grant = grant(analyst);

      narrator.step("The analyst connects: two roles are minted for this grant alone");
      try (GovernedSession session = analyst.connect(grant)) {
        reading(analyst, session);
        stopped(analyst, session, grant);
        narrator.step("The analyst signs out");
        analyst.signOut(grant);
        return session.id();
      }
    }
  }

  private void sources(Traveller analyst) throws GatehouseException, StepFailed {
    narrator.step("Which databases are there?");
    List<SourceView> sources = analyst.person().sources();
    for (SourceView source : sources) {
      narrator.good("%s (%s): %s".formatted(source.name(), source.environment(), source.title()));
    }
    StepFailed.unless(
        sources.stream()
            .map(SourceView::name)
            .toList()
            .containsAll(List.of(DemoStack.PRODUCTION, DemoStack.STAGING)),
        "Both shops should be offered.");
  }

  private GrantView grant(Traveller analyst) throws GatehouseException, StepFailed {
    narrator.step("The analyst asks for production data");
    GrantView longer =
        analyst.ask(DemoStack.PRODUCTION, List.of("read"), 240, "Quarterly revenue by product");
    StepFailed.unless(longer.state().equals("requested"), "Four hours should wait for a reviewer.");
    narrator.good("waits for a reviewer");
    narrator.aside("why: " + longer.reason());
    analyst.person().withdraw(longer.id());
    narrator.aside("withdrawn; an hour will do");
    GrantView grant =
        analyst.ask(DemoStack.PRODUCTION, List.of("read"), 60, "Quarterly revenue by product");
    StepFailed.unless(grant.state().equals("approved"), "An hour should be approved by a rule.");
    narrator.good("approved at once by " + String.join(", ", grant.ruleIds()));
    narrator.aside("why: " + grant.reason());
    return grant;
  }

  private void reading(Traveller analyst, GovernedSession session)
      throws StepFailed, SqlFailureException, SQLException {
    narrator.step("A question that needs no personal data: no mask");
    ShownRows revenue =
        analyst.query(
            session,
            "SELECT p.category, sum(l.quantity) AS pieces, sum(l.quantity * l.unit_price) AS revenue"
                + " FROM shop.order_lines l JOIN shop.products p ON p.id = l.product_id"
                + " GROUP BY p.category ORDER BY p.category",
            10);
    StepFailed.unless(revenue.rows().size() >= 3, "Every category should be in the answer.");

    narrator.step("A question with personal data: masked");
    String query =
        "SELECT id, first_name, last_name, email, phone, birth_date FROM shop.customers"
            + " ORDER BY id LIMIT 5";
    ShownRows customers = analyst.query(session, query, 5);
    StepFailed.unless(customers.rows().size() == 5, "Five customers were asked for.");
    for (String column : List.of("email", "phone", "birth_date")) {
      StepFailed.unless(customers.masked(column), column + " should be masked.");
    }
    customers.requireMasked(server.raw(DATABASE, query));
    narrator.good("no raw value was shown (compared with the table itself)");
  }

  private void stopped(Traveller analyst, GovernedSession session, GrantView grant)
      throws StepFailed, SQLException {
    narrator.step("Guessing at a masked value is stopped");
    analyst.denied(
        session, "SELECT count(*) FROM shop.customers WHERE email = 'somebody@example.com'");

    narrator.step("A second statement behind the first is stopped");
    analyst.refused(session, "SELECT 1; DELETE FROM shop.order_lines");

    narrator.step("Destroying is stopped");
    long before = server.count(DATABASE, LINES);
    analyst.denied(session, "DELETE FROM shop.order_lines");
    StepFailed.unless(server.count(DATABASE, LINES) == before, "Rows of order_lines are missing.");
    narrator.good("order_lines still holds all of its %,d rows".formatted(before));

    narrator.step("A statement that slipped past every check meets the database's own refusal");
    String query = "SELECT email FROM shop.customers";
    narrator.typed(query + "   -- straight to the server, as the plain role");
    String state = server.smuggle(DATABASE, "gh_" + grant.id() + "_p", query);
    StepFailed.unless(
        state.equals("42501"), "The server should refuse it with 42501, not " + state + ".");
    narrator.good("permission denied (SQLSTATE 42501): the role was never given that column");
  }

  /** Returns the reviewer, signed in. */
  private Traveller dba() throws GatehouseException, SQLException, StepFailed {
    narrator.step("The DBA signs in and asks to write to production");
    try (Traveller dba = Traveller.signIn(stack, narrator, server, DemoAccount.DBA)) {
      GrantView asked =
          dba.ask(
              DemoStack.PRODUCTION,
              List.of("read", "insert", "delete"),
              30,
              "Remove a line that was booked twice");
      StepFailed.unless(asked.state().equals("requested"), "Writing should wait for a reviewer.");
      narrator.good("waits for a reviewer");
      narrator.aside("why: " + asked.reason());

      narrator.step("The reviewer signs in and approves it");
      Traveller reviewer = Traveller.signIn(stack, narrator, server, DemoAccount.REVIEWER);
      approve(reviewer, asked);
      write(dba, asked);
      return reviewer;
    }
  }

  private void approve(Traveller reviewer, GrantView asked) throws GatehouseException, StepFailed {
    List<GrantView> pending = reviewer.person().pending();
    StepFailed.unless(
        pending.stream().anyMatch(request -> request.id().equals(asked.id())),
        "The request should be among those that wait.");
    GrantView approved = reviewer.person().approve(asked.id(), "Checked with the booking.");
    StepFailed.unless(approved.state().equals("approved"), "It should be approved now.");
    narrator.good("approved by " + String.join(", ", approved.approvers()));
  }

  private void write(Traveller dba, GrantView grant)
      throws GatehouseException, SQLException, StepFailed {
    narrator.step("The DBA connects and is asked before rows are deleted");
    try (GovernedSession session = dba.connect(grant)) {
      long before = server.count(DATABASE, LINES);
      long meant = server.count(DATABASE, LINES + " WHERE order_id <= 100");
      long measured =
          dba.confirmed(session, "DELETE FROM shop.order_lines WHERE order_id <= 100", false);
      StepFailed.unless(measured == meant, "%d rows should have been measured.".formatted(meant));
      StepFailed.unless(server.count(DATABASE, LINES) == before, "Rows are missing.");

      narrator.step("What was meant is confirmed");
      server.addLine(DATABASE);
      long one =
          dba.confirmed(
              session, "DELETE FROM shop.order_lines WHERE order_id = 1 AND line = 99", true);
      StepFailed.unless(one == 1, "One row should have been measured.");
      StepFailed.unless(server.count(DATABASE, LINES) == before, "One row should be gone.");

      narrator.step("The DBA signs out");
      dba.signOut(grant);
    }
  }
}
