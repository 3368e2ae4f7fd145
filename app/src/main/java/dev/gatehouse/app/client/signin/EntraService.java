package dev.gatehouse.app.client.signin;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpClient;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ServiceInfo;
import java.net.MalformedURLException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service's sign-in at Microsoft Entra ID with its own credentials, through MSAL4J, which keeps
 * the token in memory and renews it.
 */
final class EntraService implements ProviderSession {
  private final ConfidentialClientApplication application;
  private final ClientCredentialParameters request;

  EntraService(
      ServiceInfo info,
      ServiceCredentials credentials,
      Map<String, String> environment,
      @Nullable IHttpClient http)
      throws GatehouseException {
    IClientCredential credential = credential(credentials, environment);
    try {
      var builder =
          ConfidentialClientApplication.builder(credentials.clientId(), credential)
              .authority(EntraIdentityProvider.authority(info.issuer()));
      if (http != null) {
        // Only a test speaks to another server than Microsoft's.
        builder.httpClient(http).instanceDiscovery(false);
      }
      this.application = builder.build();
    } catch (MalformedURLException | RuntimeException e) {
      throw EntraIdentityProvider.noTenant(e);
    }
    String scope = credentials.scope().isBlank() ? all(info) : credentials.scope();
    this.request = ClientCredentialParameters.builder(Set.of(scope)).build();
  }

  @Override
  public String token() throws GatehouseException {
    return EntraIdentityProvider.await(
            application.acquireToken(request), EntraIdentityProvider.CALL_SECONDS)
        .accessToken();
  }

  @Override
  public void forget() {
    // The token was never written down, and Entra ID revokes none; it ends by itself.
  }

  /** Everything that the service was given of the API whose scope people ask for. */
  private static String all(ServiceInfo info) throws GatehouseException {
    for (String scope : info.scopes().split(" ", -1)) {
      int name = scope.lastIndexOf('/');
      if (scope.contains("://") && name > scope.indexOf("://") + 2) {
        return scope.substring(0, name) + "/.default";
      }
    }
    throw new GatehouseException(
        Kind.BAD_INPUT,
        "Say for which API the service signs in: --scope api://…/.default (docs/sign-in/entra.md).");
  }

  private static IClientCredential credential(
      ServiceCredentials credentials, Map<String, String> environment) throws GatehouseException {
    if (credentials.secret().isPresent()) {
      return ClientCredentialFactory.createFromSecret(credentials.secret().get().read(environment));
    }
    PrivateKeyFile key = PrivateKeyFile.parse(credentials.key().orElseThrow().read(environment));
    X509Certificate certificate =
        key.certificate()
            .orElseThrow(
                () ->
                    new GatehouseException(
                        Kind.BAD_INPUT,
                        "Microsoft Entra ID knows a key by its certificate; put the certificate"
                            + " behind the key into the same PEM file."));
    return ClientCredentialFactory.createFromCertificate(key.key(), certificate);
  }
}
