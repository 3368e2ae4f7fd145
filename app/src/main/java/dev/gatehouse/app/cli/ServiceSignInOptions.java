package dev.gatehouse.app.cli;

import dev.gatehouse.app.client.signin.SecretReference;
import dev.gatehouse.app.client.signin.ServiceCredentials;
import dev.gatehouse.app.session.GatehouseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** With what a service signs in. */
final class ServiceSignInOptions {
  @Option(
      names = "--service",
      description =
          "sign in as a service (a CI job, an agent) with credentials of its own; later commands"
              + " act as it")
  private boolean service;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "the service's client at the identity provider; else GATEHOUSE_CLIENT_ID")
  private @Nullable String clientId;

  @Option(
      names = "--client-secret",
      paramLabel = "REFERENCE",
      description = "where its secret is: env:NAME or file:PATH")
  private @Nullable String secret;

  @Option(
      names = "--client-key",
      paramLabel = "REFERENCE",
      description = "or where its private key is, a JWK or PKCS #8 in PEM: env:NAME or file:PATH")
  private @Nullable String key;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "what to ask the identity provider for, where it gives nothing by itself")
  private String scope = "";

  boolean asked() {
    return service;
  }

  ServiceCredentials credentials(Terminal terminal) throws GatehouseException {
    String id =
        clientId == null
            ? terminal.environment().getOrDefault("GATEHOUSE_CLIENT_ID", "")
            : clientId;
    return ServiceCredentials.of(id, reference(secret), reference(key), scope);
  }

  private static Optional<SecretReference> reference(@Nullable String text)
      throws GatehouseException {
    return text == null ? Optional.empty() : Optional.of(SecretReference.parse(text));
  }
}
