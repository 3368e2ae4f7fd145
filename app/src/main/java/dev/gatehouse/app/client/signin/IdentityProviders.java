package dev.gatehouse.app.client.signin;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.control.api.ServiceInfo;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Picks the way to sign in by the issuer, and where the tokens are kept. */
public final class IdentityProviders {
  private IdentityProviders() {}

  /** The provider that the control service names. */
  public static IdentityProvider of(ServiceInfo info, TokenStore store, InstantSource clock)
      throws GatehouseException {
    return EntraIdentityProvider.isEntra(info.issuer())
        ? new EntraIdentityProvider(info, store, null)
        : new OidcIdentityProvider(info, store, clock, DeviceSignIn.Pause.REAL);
  }

  /**
   * The sign-in of a service with credentials of its own.
   *
   * @param environment where {@code env:} references are read
   */
  public static ProviderSession ofService(
      ServiceInfo info,
      ServiceCredentials credentials,
      Map<String, String> environment,
      InstantSource clock)
      throws GatehouseException {
    return EntraIdentityProvider.isEntra(info.issuer())
        ? new EntraService(info, credentials, environment, null)
        : new OidcService(info.issuer(), credentials, environment, clock);
  }

  /**
   * The system's keychain, or memory where there is none.
   *
   * @param control the control service that the tokens are for
   */
  public static TokenStore keychainOrMemory(Path stateDirectory, String control, ServiceInfo info) {
    String owner = String.join("\n", control, info.issuer(), info.clientId());
    return KeychainTokenStore.open(stateDirectory, owner).orElseGet(MemoryTokenStore::new);
  }
}
