package dev.gatehouse.app.client.signin;

import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the provider's tokens when they are about to end; a rotated refresh token is kept. */
final class OidcSession implements ProviderSession {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSession.class);

  /** A token with less life than this is renewed first. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final TokenEndpoint endpoint;
  private final SignOut signOut;
  private final TokenStore store;
  private final InstantSource clock;
  private StoredTokens tokens;

  OidcSession(OidcProvider provider, TokenStore store, InstantSource clock, StoredTokens tokens) {
    this.endpoint = new TokenEndpoint(provider, clock);
    this.signOut = new SignOut(provider);
    this.store = store;
    this.clock = clock;
    this.tokens = tokens;
  }

  @Override
  public synchronized String token() throws GatehouseException {
    if (!holds(tokens)) {
      try {
        tokens = store.alone(this::renewed);
      } catch (GatehouseException e) {
        throw e;
      } catch (Exception e) {
        throw new GatehouseException(
            Kind.FAULT, "The sign-in cannot be renewed; sign in again.", e);
      }
    }
    return tokens.token();
  }

  /** The tokens that another process has renewed meanwhile, or renewed ones. */
  private StoredTokens renewed() throws GatehouseException {
    StoredTokens latest = latest();
    if (holds(latest)) {
      return latest;
    }
    if (latest.refresh() == null) {
      throw OidcIdentityProvider.notSignedIn(null);
    }
    try {
      StoredTokens next =
          endpoint.stored(
              endpoint.request(new RefreshTokenGrant(new RefreshToken(latest.refresh()))), latest);
      store.save(next.toJson());
      LOG.debug("The provider's tokens were renewed");
      return next;
    } catch (GatehouseException e) {
      if (e.kind() == Kind.NOT_SIGNED_IN) {
        store.clear();
      }
      throw e;
    }
  }

  private StoredTokens latest() {
    return store.load().flatMap(StoredTokens::fromJson).orElse(tokens);
  }

  private boolean holds(StoredTokens held) {
    return clock.instant().plus(MARGIN).isBefore(held.expires());
  }

  @Override
  public Optional<URI> signOutPage() {
    return signOut.page();
  }

  @Override
  public synchronized void forget() {
    StoredTokens latest = latest();
    store.clear();
    if (latest.refresh() != null) {
      signOut.revoke(latest.refresh());
    }
    if (latest.idToken() != null) {
      signOut.endSession(latest.idToken());
    }
  }
}
