package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlAddress;
import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.DeviceKey;
import dev.gatehouse.app.client.signin.IdentityProvider;
import dev.gatehouse.app.client.signin.IdentityProviders;
import dev.gatehouse.app.client.signin.MemoryTokenStore;
import dev.gatehouse.app.client.signin.ProviderSession;
import dev.gatehouse.app.client.signin.ServiceCredentials;
import dev.gatehouse.app.client.signin.TokenStore;
import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignIn;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.ServiceInfo;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client of one control service for one person. Safe for many threads. */
public final class GatehouseClient implements SignIn {
  private final ClientConfig config;
  private final ControlAddress address;
  private final DeviceKey deviceKey;
  private final Map<String, String> environment;
  private final KnownService knownService;
  private @Nullable TokenStore store;

  private GatehouseClient(
      ClientConfig config,
      ControlAddress address,
      DeviceKey deviceKey,
      Map<String, String> environment) {
    this.environment = environment;
    this.knownService = new KnownService(config.stateDirectory());
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
    return create(config, System.getenv());
  }

  /**
   * As {@link #create(ClientConfig)}.
   *
   * @param environment where {@code env:} references to a service's secret are read
   */
  public static GatehouseClient create(ClientConfig config, Map<String, String> environment)
      throws GatehouseException {
    ControlAddress address = ControlAddress.parse(config.control());
    return new GatehouseClient(
        config, address, DeviceKey.open(config.stateDirectory()), Map.copyOf(environment));
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
  public SignedIn withDevice(Consumer<DevicePrompt> show) throws GatehouseException {
    ServiceInfo info = service();
    return signedIn(provider(info).withDevice(show), info);
  }

  @Override
  public SignedIn resume() throws GatehouseException {
    ServiceInfo info = service();
    Optional<ServiceCredentials> known = knownService.recall(address.toString(), info.issuer());
    return known.isPresent()
        ? asService(known.get(), info)
        : signedIn(provider(info).resume(), info);
  }

  /**
   * Signs a service in with its own credentials; nothing is kept.
   *
   * @throws GatehouseException of kind {@code NOT_SIGNED_IN} where the provider refuses them
   */
  public SignedIn asService(ServiceCredentials credentials) throws GatehouseException {
    return asService(credentials, service());
  }

  private SignedIn asService(ServiceCredentials credentials, ServiceInfo info)
      throws GatehouseException {
    return signedIn(
        IdentityProviders.ofService(info, credentials, environment, config.clock()),
        /* kept= */ true);
  }

  /** Lets later runs act as that service: keeps where its credentials are, not the credentials. */
  public void rememberService(ServiceCredentials credentials) throws GatehouseException {
    knownService.remember(address.toString(), service().issuer(), credentials);
  }

  /** Later runs act as no service any more; says whether they did. */
  public boolean forgetService() throws GatehouseException {
    return knownService.forget();
  }

  /** Whether a sign-in lasts beyond this process: asked for, and the system has a keychain. */
  public boolean remembers() throws GatehouseException {
    return store(service()).lasting();
  }

  private SignedIn signedIn(ProviderSession provider, ServiceInfo info) throws GatehouseException {
    return signedIn(provider, store(info).lasting());
  }

  private SignedIn signedIn(ProviderSession provider, boolean kept) throws GatehouseException {
    ControlApi api = api(provider::token);
    try {
      return SignedInPerson.begin(config, deviceKey, api, provider, kept);
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
