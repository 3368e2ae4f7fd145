package dev.gatehouse.app.demo;

import dev.gatehouse.app.client.ClientConfig;
import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.demo.idp.DemoAccount;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.Confirmation;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** A person on the journey: signed in through the real client, telling what happens. */
final class Traveller implements AutoCloseable {
  private final Narrator narrator;
  private final ServerView server;
  private final SignedIn person;

  private Traveller(Narrator narrator, ServerView server, SignedIn person) {
    this.narrator = narrator;
    this.server = server;
    this.person = person;
  }

  /** Signs in the way a person does, but for the hand on the mouse. */
  static Traveller signIn(
      DemoStack stack, Narrator narrator, ServerView server, DemoAccount account)
      throws GatehouseException, StepFailed {
    GatehouseClient client =
        GatehouseClient.create(
            new ClientConfig(
                stack.control().toString(),
                stack.directory().client(account.id()),
                Clock.systemUTC(),
                "demo",
                /* keepTokens= */ false));
    SignedIn person = client.withBrowser(new HeadlessBrowser(account));
    Traveller traveller = new Traveller(narrator, server, person);
    stack.closeFirst(traveller);
    narrator.good(
        "signed in as %s; groups: %s".formatted(person.me().name(), person.me().groups()));
    narrator.aside("at " + person.me().issuer() + ", with a code, PKCE and a key of this device");
    StepFailed.unless(
        person.me().groups().equals(List.of(account.group())),
        "The sign-in carries other groups than the account has.");
    return traveller;
  }

  SignedIn person() {
    return person;
  }

  /** Asks for access to all of the shop. */
  GrantView ask(String source, List<String> actions, int minutes, String purpose)
      throws GatehouseException {
    narrator.typed(
        "%s on %s for %d minutes: \"%s\""
            .formatted(String.join(", ", actions), source, minutes, purpose));
    return person.request(
        new GrantRequest(
            source, List.of("shop.*"), actions, List.of(), "none", purpose, "", minutes));
  }

  /** Opens a session and shows that two roles exist for it. */
  GovernedSession connect(GrantView grant) throws GatehouseException, SQLException, StepFailed {
    GovernedSession session = person.connect(grant.id(), narrator::aside);
    List<String> roles = server.roles(grant.id());
    StepFailed.unless(
        roles.size() == 2, "pg_roles should hold two roles, but holds " + roles + ".");
    narrator.good("pg_roles holds " + String.join(" and ", roles));
    narrator.aside(
        "the first may not read masked columns, the second may; both end with the grant");
    return session;
  }

  /** Runs a query and prints what is shown of it. */
  ShownRows query(GovernedSession session, String sql, int most)
      throws StepFailed, SqlFailureException {
    narrator.typed(sql);
    Outcome outcome = session.run(sql, Interaction.decline());
    if (outcome instanceof Outcome.Rows rows) {
      ShownRows shown = ShownRows.of(rows.result(), most);
      shown.print(narrator);
      Told.why(narrator, rows.decision());
      return shown;
    }
    throw new StepFailed("Rows were expected, but " + Told.outcome(outcome) + ".");
  }

  /** Runs a statement that must be denied by the policy. */
  void denied(GovernedSession session, String sql) throws StepFailed {
    narrator.typed(sql);
    Outcome outcome = session.run(sql, Interaction.decline());
    if (!(outcome instanceof Outcome.Denied denied)) {
      throw new StepFailed("A denial was expected, but " + Told.outcome(outcome) + ".");
    }
    narrator.good("denied");
    Told.why(narrator, denied.decision());
  }

  /** Runs a statement that must be refused because it is not understood. */
  void refused(GovernedSession session, String sql) throws StepFailed {
    narrator.typed(sql);
    Outcome outcome = session.run(sql, Interaction.decline());
    if (!(outcome instanceof Outcome.Refused refused)) {
      throw new StepFailed("A refusal was expected, but " + Told.outcome(outcome) + ".");
    }
    narrator.good("refused");
    narrator.aside("why: " + refused.refusal().sentence());
  }

  /**
   * Runs a statement that must be confirmed.
   *
   * @param answer what the person says
   * @return the rows that it would touch, as the person was told
   */
  long confirmed(GovernedSession session, String sql, boolean answer) throws StepFailed {
    narrator.typed(sql);
    long[] measured = {-1};
    Outcome outcome =
        session.run(
            sql,
            confirmation -> {
              measured[0] = confirmation.measuredRows().orElse(-1);
              asked(confirmation, answer);
              return answer;
            });
    StepFailed.unless(measured[0] >= 0, "No question was asked; " + Told.outcome(outcome) + ".");
    switch (outcome) {
      case Outcome.Written written when answer ->
          narrator.good(
              "confirmed; the server changed %s"
                  .formatted(written.rows() == 1 ? "1 row" : written.rows() + " rows"));
      case Outcome.NotConfirmed not when !answer ->
          narrator.good("not confirmed; nothing was sent");
      case Outcome.Rows rows -> throw unexpected(outcome);
      case Outcome.Written written -> throw unexpected(outcome);
      case Outcome.Refused refused -> throw unexpected(outcome);
      case Outcome.Denied denied -> throw unexpected(outcome);
      case Outcome.NeedsApproval waits -> throw unexpected(outcome);
      case Outcome.NotConfirmed not -> throw unexpected(outcome);
      case Outcome.Failed failed -> throw unexpected(outcome);
      case Outcome.Ended ended -> throw unexpected(outcome);
    }
    return measured[0];
  }

  private void asked(Confirmation confirmation, boolean answer) {
    String typed = confirmation.decision().typedName();
    long rows = confirmation.measuredRows().orElse(-1);
    narrator.good(
        "asked first: this touches %s of %s"
            .formatted(rows == 1 ? "1 row" : rows + " rows", confirmation.target()));
    Told.why(narrator, confirmation.decision());
    narrator.aside(
        answer
            ? "the person answers yes" + (typed.isEmpty() ? "" : " by typing " + typed)
            : "the person answers no");
  }

  private static StepFailed unexpected(Outcome outcome) {
    return new StepFailed("Something else was expected, but " + Told.outcome(outcome) + ".");
  }

  /** Signs out and shows that the grant's roles are gone. */
  void signOut(GrantView grant) throws GatehouseException, SQLException, StepFailed {
    person.signOut();
    narrator.good("signed out; every segment of the record was uploaded and acknowledged");
    List<String> roles = server.roles(grant.id());
    StepFailed.unless(roles.isEmpty(), "pg_roles still holds " + roles + ".");
    narrator.good("pg_roles holds none of the grant's roles");
  }

  @Override
  public void close() {
    person.close();
  }
}
