package dev.gatehouse.control.identity;

import dev.gatehouse.control.api.MeView;
import dev.gatehouse.control.api.ServiceInfo;
import dev.gatehouse.control.api.SessionTokenView;
import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.http.RequestRates;
import dev.gatehouse.control.keys.ServiceKeys;
import dev.gatehouse.core.identity.Principal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Sign-in: what the service is, the exchange of tokens, and who one is. */
public final class IdentityResource {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int EXCHANGES_BY_KEY = 30;
  private static final int EXCHANGES_BY_ADDRESS = 600;
  private static final int REQUESTS_A_MINUTE = 3_000;
  private static final int REQUESTS_AT_ONCE = 600;
  private static final long KEY_RATE_LIMIT_MILLIS = 15_000L;

  private final ControlConfig config;
  private final ProviderTokens providerTokens;
  private final SessionTokens sessionTokens;
  private final DpopProofs proofs;
  private final Guard guard;
  private final RateLimit byKey;
  private final RateLimit byAddress;

  /**
   * @param service the service's own address, known once it listens
   */
  public IdentityResource(
      ControlConfig config,
      ServiceKeys keys,
      Supplier<URI> service,
      SharedMemory memory,
      InstantSource clock) {
    this.config = config;
    this.providerTokens =
        new ProviderTokens(
            config.identity(),
            new ProviderKeys(config.identity().issuer(), KEY_RATE_LIMIT_MILLIS),
            memory,
            clock);
    this.sessionTokens = new SessionTokens(keys, service, clock);
    this.proofs = new DpopProofs(clock, memory);
    this.guard =
        new Guard(
            sessionTokens,
            proofs,
            new RequestRates(clock, REQUESTS_A_MINUTE, REQUESTS_AT_ONCE),
            service);
    this.byKey = new RateLimit(memory, "sign-in by key", EXCHANGES_BY_KEY, MINUTE);
    this.byAddress = new RateLimit(memory, "sign-in by address", EXCHANGES_BY_ADDRESS, MINUTE);
  }

  /** Adds the routes, and the guard before all others. */
  public void register(RoutesConfig routes) {
    routes.before("/v1/*", guard::check);
    routes.get("/.well-known/gatehouse", ctx -> ctx.json(info()));
    routes.post("/v1/token", this::exchange);
    routes.get("/v1/me", ctx -> ctx.json(me(Caller.of(ctx))));
  }

  private ServiceInfo info() {
    String version = IdentityResource.class.getPackage().getImplementationVersion();
    return new ServiceInfo(
        version == null ? "development" : version,
        config.identity().issuer().toString(),
        config.identity().clientId(),
        config.identity().scopes(),
        config.notice(),
        config.identity().signIn());
  }

  private void exchange(Context ctx) {
    if (!byAddress.allows(ctx.req().getRemoteAddr())) {
      throw tooMany();
    }
    String providerToken = Guard.credentials(ctx, "Bearer ");
    String thumbprint =
        proofs.verify(Guard.proof(ctx), "POST", guard.target(ctx), Optional.empty());
    if (!byKey.allows(thumbprint)) {
      throw tooMany();
    }
    Principal principal = providerTokens.verify(providerToken, thumbprint);
    ctx.header("Cache-Control", "no-store")
        .json(
            new SessionTokenView(
                sessionTokens.issue(principal, thumbprint),
                "DPoP",
                SessionTokens.LIFE.toSeconds()));
  }

  private static ProblemException tooMany() {
    return ProblemException.tooMany("Too many sign-ins within a minute; wait a minute.", MINUTE);
  }

  private static MeView me(Caller caller) {
    Principal principal = caller.principal();
    return new MeView(
        principal.issuer(),
        principal.subject(),
        principal.name(),
        principal.groups().stream().sorted().toList(),
        caller.roles().stream().map(Role::apiName).sorted().toList());
  }
}
