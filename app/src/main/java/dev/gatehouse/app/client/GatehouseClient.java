package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlAddress;
import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.DeviceKey;
import dev.gatehouse.app.client.signin.IdentityProvider;
import dev.gatehouse.app.client.signin.IdentityProviders;
import dev.gatehouse.app.client.signin.MemoryTokenStore;
import dev.gatehouse.app.client.signin.ProviderSession;
import dev.gatehouse.app.client.signin.TokenStore;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignIn;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.ServiceInfo;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client of one control service for one person. Safe for many threads. */
public final class GatehouseClient implements SignIn {
  private final ClientConfig config;
  private final ControlAddress address;
  private final DeviceKey deviceKey;
  private @Nullable TokenStore store;

  private GatehouseClient(ClientConfig config, ControlAddress address, DeviceKey deviceKey) {
    this.config = config;
    this.address = address;
    this.deviceKey = deviceKey;
  }

  /**
   * A client, without asking the service anything yet.
   *
   * @throws GatehouseException where the address would be in the clear or is none, or the state
   *     directory cannot be used
   */
  public static GatehouseClient create(ClientConfig config) throws GatehouseException {
    ControlAddress address = ControlAddress.parse(config.control());
    return new GatehouseClient(config, address, DeviceKey.open(config.stateDirectory()));
  }

  @Override
  public ServiceInfo service() throws GatehouseException {
    try (ControlApi api = api(() -> "")) {
      return api.service();
    }
  }

  @Override
  public SignedIn withBrowser(Consumer<URI> openBrowser) throws GatehouseException {
    ServiceInfo info = service();
    return signedIn(provider(info).withBrowser(openBrowser), info);
  }

  @Override
  public SignedIn resume() throws GatehouseException {
    ServiceInfo info = service();
    return signedIn(provider(info).resume(), info);
  }

  /** Whether a sign-in lasts beyond this process: asked for, and the system has a keychain. */
  public boolean remembers() throws GatehouseException {
    return store(service()).lasting();
  }

  private SignedIn signedIn(ProviderSession provider, ServiceInfo info) throws GatehouseException {
    ControlApi api = api(provider::token);
    try {
      return SignedInPerson.begin(config, deviceKey, api, provider, store(info).lasting());
    } catch (GatehouseException e) {
      api.close();
      throw e;
    }
  }

  private IdentityProvider provider(ServiceInfo info) throws GatehouseException {
    return IdentityProviders.of(info, store(info), config.clock());
  }

  private synchronized TokenStore store(ServiceInfo info) {
    TokenStore opened = store;
    if (opened == null) {
      opened =
          config.keepTokens()
              ? IdentityProviders.keychainOrMemory(
                  config.stateDirectory(), address.toString(), info)
              : new MemoryTokenStore();
      store = opened;
    }
    return opened;
  }

  private ControlApi api(ControlApi.ProviderToken provider) {
    return new ControlApi(address, config.appVersion(), deviceKey, config.clock(), provider);
  }
}
