package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the grant that a command runs under, or says how to get one. */
final class GrantFinder {
  private static final Set<String> USABLE = Set.of("approved", "activating", "active");
  private final SignedIn person;

  GrantFinder(SignedIn person) {
    this.person = person;
  }

  /** The source of that name. */
  SourceView source(String name) throws GatehouseException {
    List<SourceView> sources = person.sources();
    return sources.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, sources));
  }

  /** The grant of that id, which must be for the source and hold. */
  GrantView named(String id, String source) throws GatehouseException {
    GrantView grant = person.grant(id);
    if (!grant.source().equals(source)) {
      throw new GatehouseException(
          Kind.NO_GRANT,
          "The grant " + id + " is for " + grant.source() + ", not for " + source + ".");
    }
    if (!USABLE.contains(grant.state())) {
      throw new GatehouseException(
          Kind.NO_GRANT, "The grant " + id + " is " + grant.state() + ": " + grant.reason());
    }
    return grant;
  }

  /** The newest grant that holds for the source. */
  GrantView existing(String source) throws GatehouseException {
    List<GrantView> mine = person.myGrants();
    Optional<GrantView> usable =
        mine.stream()
            .filter(grant -> grant.source().equals(source) && USABLE.contains(grant.state()))
            .findFirst();
    if (usable.isPresent()) {
      return usable.get();
    }
    Optional<GrantView> waiting =
        mine.stream()
            .filter(grant -> grant.source().equals(source) && grant.state().equals("requested"))
            .findFirst();
    throw new GatehouseException(
        Kind.NO_GRANT,
        waiting.isPresent()
            ? "Your request " + waiting.get().id() + " still waits for a reviewer; try again later."
            : "You have no access to "
                + source
                + " now; ask for it with --purpose \"…\", or with: gatehouse request --source "
                + source
                + " --purpose \"…\"");
  }

  /** Asks for a grant that holds at once. */
  GrantView requested(GrantRequest request) throws GatehouseException {
    GrantView grant = person.request(request);
    if (USABLE.contains(grant.state())) {
      return grant;
    }
    boolean waits = grant.state().equals("requested");
    throw new GatehouseException(
        waits ? Kind.NO_GRANT : Kind.NOT_PERMITTED,
        waits
            ? "Your request "
                + grant.id()
                + " waits for a reviewer: "
                + grant.reason()
                + " Run the command again without --purpose when it is approved."
            : "Your request was not approved: " + grant.reason());
  }

  private static GatehouseException unknown(String name, List<SourceView> sources) {
    String known = String.join(", ", sources.stream().map(SourceView::name).toList());
    return new GatehouseException(
        Kind.UNKNOWN_SOURCE,
        "There is no data source named '"
            + name
            + "'"
            + (known.isEmpty()
                ? " and none that you may ask for."
                : "; you may use: " + known + "."));
  }
}
