package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.PrivateFiles;
import dev.gatehouse.app.client.signin.SecretReference;
import dev.gatehouse.app.client.signin.ServiceCredentials;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service that later commands act as: where its credentials are, never the credentials. It
 * holds for one control service and one issuer, so that a control service that suddenly names
 * another issuer does not get the secret sent there.
 */
final class KnownService {
  private static final String NAME = "service-sign-in.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Path file;

  KnownService(Path stateDirectory) {
    this.file = stateDirectory.resolve(NAME);
  }

  /** As it is written. */
  record Kept(
      String control,
      String issuer,
      String clientId,
      @Nullable String secret,
      @Nullable String key,
      String scope) {}

  void remember(String control, String issuer, ServiceCredentials credentials)
      throws GatehouseException {
    Kept kept =
        new Kept(
            control,
            issuer,
            credentials.clientId(),
            credentials.secret().map(SecretReference::reference).orElse(null),
            credentials.key().map(SecretReference::reference).orElse(null),
            credentials.scope());
    try {
      PrivateFiles.replace(file, JSON.writeValueAsBytes(kept));
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.RECORD_UNAVAILABLE, "The file " + file + " cannot be written.", e);
    }
  }

  /**
   * The service that is known for that control service.
   *
   * @throws GatehouseException where the control service names another issuer than it did
   */
  Optional<ServiceCredentials> recall(String control, String issuer) throws GatehouseException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Kept kept;
    try {
      kept = JSON.readValue(Files.readAllBytes(file), Kept.class);
    } catch (IOException | JacksonException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT,
          "The file "
              + file
              + " cannot be read; sign the service in again: gatehouse login --service",
          e);
    }
    if (!kept.control().equals(control)) {
      return Optional.empty();
    }
    if (!kept.issuer().equals(issuer)) {
      throw new GatehouseException(
          Kind.NOT_SIGNED_IN,
          "The control service now names the identity provider "
              + issuer
              + ", not "
              + kept.issuer()
              + " as it did; if that is right, sign the service in again: gatehouse login --service");
    }
    return Optional.of(
        ServiceCredentials.of(
            kept.clientId(), reference(kept.secret()), reference(kept.key()), kept.scope()));
  }

  private static Optional<SecretReference> reference(@Nullable String text)
      throws GatehouseException {
    return text == null ? Optional.empty() : Optional.of(SecretReference.parse(text));
  }

  /** Forgets it; says whether there was one. */
  boolean forget() throws GatehouseException {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.RECORD_UNAVAILABLE, "The file " + file + " cannot be removed.", e);
    }
  }
}
