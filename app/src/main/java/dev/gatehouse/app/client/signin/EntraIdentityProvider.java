package dev.gatehouse.app.client.signin;

import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ServiceInfo;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Microsoft Entra ID through MSAL4J, which knows its particulars (authority aliases, conditional
 * access, its token cache). PKCE and the loopback redirect are MSAL's own.
 */
final class EntraIdentityProvider implements IdentityProvider {
  /** Every cloud's authority; the issuer names the tenant after it. */
  private static final Set<String> HOSTS =
      Set.of(
          "login.microsoftonline.com",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn");

  private static final Logger LOG = LoggerFactory.getLogger(EntraIdentityProvider.class);
  private static final long PATIENCE_SECONDS = 300;

  /** Entra ID's codes hold for 15 minutes. */
  private static final long DEVICE_SECONDS = 960;

  static final long CALL_SECONDS = 30;

  /** MSAL asks for these by itself and refuses them in a request. */
  private static final Set<String> RESERVED = Set.of("openid", "profile", "offline_access");

  private final PublicClientApplication application;
  private final Set<String> scopes;
  private final TokenStore store;
  private final URI signOutPage;
  private final AfterReturn threads = new AfterReturn();

  EntraIdentityProvider(ServiceInfo info, TokenStore store, @Nullable IHttpClient http)
      throws GatehouseException {
    this.store = store;
    this.scopes =
        Arrays.stream(info.scopes().split(" ", -1))
            .filter(scope -> !scope.isBlank() && !RESERVED.contains(scope))
            .collect(Collectors.toUnmodifiableSet());
    try {
      var builder =
          PublicClientApplication.builder(info.clientId())
              .authority(authority(info.issuer()))
              .executorService(threads)
              .setTokenCacheAccessAspect(new KeptCache(store));
      if (http != null) {
        // Only a test speaks to another server than Microsoft's.
        builder.httpClient(http).instanceDiscovery(false);
      }
      this.application = builder.build();
    } catch (MalformedURLException | RuntimeException e) {
      throw noTenant(e);
    }
    this.signOutPage = URI.create(authority(info.issuer()) + "oauth2/v2.0/logout");
  }

  static GatehouseException noTenant(Exception cause) {
    return new GatehouseException(
        Kind.FAULT,
        "The control service names an Entra ID tenant that is none; tell whoever runs it.",
        cause);
  }

  /** Whether that issuer is Entra ID's. */
  static boolean isEntra(String issuer) {
    String host = URI.create(issuer).getHost();
    return host != null && HOSTS.contains(host);
  }

  @Override
  public ProviderSession withBrowser(Consumer<URI> openBrowser) throws GatehouseException {
    var browser =
        SystemBrowserOptions.builder()
            .htmlMessageSuccess(SignInPages.signedIn())
            .htmlMessageError(SignInPages.refused())
            .openBrowserAction(url -> openBrowser.accept(URI.create(url.toString())))
            .build();
    var request =
        InteractiveRequestParameters.builder(URI.create("http://localhost"))
            .scopes(scopes)
            .httpPollingTimeoutInSeconds((int) PATIENCE_SECONDS)
            .systemBrowserOptions(browser)
            .build();
    try {
      return new EntraSession(
          await(threads.hold(() -> application.acquireToken(request)), PATIENCE_SECONDS).account());
    } catch (GatehouseException e) {
      throw e;
    } catch (Exception e) {
      throw new GatehouseException(
          Kind.FAULT, "The sign-in at Microsoft Entra ID could not begin; try again.", e);
    }
  }

  @Override
  public ProviderSession withDevice(Consumer<DevicePrompt> show) throws GatehouseException {
    AtomicBoolean shown = new AtomicBoolean();
    var request =
        DeviceCodeFlowParameters.builder(
                scopes,
                code -> {
                  shown.set(true);
                  show.accept(prompt(code));
                })
            .build();
    try {
      IAuthenticationResult result = await(application.acquireToken(request), DEVICE_SECONDS);
      return new EntraSession(result.account());
    } catch (GatehouseException e) {
      if (shown.get()) {
        throw e;
      }
      throw new GatehouseException(
          e.kind(),
          "Microsoft Entra ID gives this client no device code; have public client flows allowed"
              + " for it (docs/sign-in/entra.md), or sign in with a browser.",
          e);
    }
  }

  private static DevicePrompt prompt(DeviceCode code) {
    return new DevicePrompt(
        URI.create(code.verificationUri()),
        Optional.empty(),
        code.userCode(),
        Instant.now().plusSeconds(code.expiresIn()));
  }

  @Override
  public ProviderSession resume() throws GatehouseException {
    IAccount account =
        await(application.getAccounts(), CALL_SECONDS).stream()
            .findFirst()
            .orElseThrow(() -> OidcIdentityProvider.notSignedIn(null));
    EntraSession session = new EntraSession(account);
    session.token();
    return session;
  }

  static String authority(String issuer) {
    URI uri = URI.create(issuer);
    String tenant = uri.getPath().split("/", -1)[1];
    return uri.getScheme() + "://" + uri.getHost() + "/" + tenant + "/";
  }

  static <T> T await(CompletableFuture<T> answer, long seconds) throws GatehouseException {
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new GatehouseException(Kind.NOT_SIGNED_IN, "The sign-in was given up.", e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new GatehouseException(
          Kind.NOT_SIGNED_IN, "Microsoft Entra ID did not answer in time; sign in again.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MsalInteractionRequiredException) {
        throw OidcIdentityProvider.notSignedIn(e);
      }
      throw new GatehouseException(
          Kind.NOT_SIGNED_IN, "Microsoft Entra ID refused the sign-in; sign in again.", e);
    }
  }

  /** Renewed by MSAL when the access token is about to end. */
  private final class EntraSession implements ProviderSession {
    private final IAccount account;

    EntraSession(IAccount account) {
      this.account = account;
    }

    @Override
    public String token() throws GatehouseException {
      try {
        var request = SilentParameters.builder(scopes, account).build();
        return await(application.acquireTokenSilently(request), CALL_SECONDS).accessToken();
      } catch (MalformedURLException e) {
        throw OidcIdentityProvider.notSignedIn(e);
      }
    }

    @Override
    public Optional<URI> signOutPage() {
      return Optional.of(signOutPage);
    }

    /** Entra ID has no endpoint that revokes a token (RFC 7009); its page ends the session. */
    @Override
    public void forget() {
      try {
        await(application.removeAccount(account), CALL_SECONDS);
      } catch (GatehouseException e) {
        LOG.info("MSAL's cache was not emptied: {}", e.kind());
      }
      store.clear();
    }
  }

  /** MSAL's cache, in our store. */
  private record KeptCache(TokenStore store) implements ITokenCacheAccessAspect {
    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext context) {
      store.load().ifPresent(context.tokenCache()::deserialize);
    }

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext context) {
      if (context.hasCacheChanged()) {
        store.save(context.tokenCache().serialize());
      }
    }
  }
}
