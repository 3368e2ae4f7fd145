package dev.gatehouse.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.app.client.signin.SecretReference;
import dev.gatehouse.app.client.signin.ServiceCredentials;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What later commands know of the service that they act as. */
class KnownServiceTest {
  private static final String CONTROL = "https://gatehouse.example.com";
  private static final String ISSUER = "https://login.example.com";
  @TempDir private Path folder;

  @Test
  void theReferenceIsKeptAndNotTheSecret() throws Exception {
    ServiceCredentials credentials = credentials();
    new KnownService(folder).remember(CONTROL, ISSUER, credentials);
    assertThat(new KnownService(folder).recall(CONTROL, ISSUER)).hasValue(credentials);
    assertThat(Files.readString(folder.resolve("service-sign-in.json")))
        .contains("env:REPORT_SECRET");
  }

  @Test
  void anotherControlServiceDoesNotGetIt() throws Exception {
    new KnownService(folder).remember(CONTROL, ISSUER, credentials());
    assertThat(new KnownService(folder).recall("https://other.example.com", ISSUER)).isEmpty();
  }

  @Test
  void aControlServiceThatNamesAnotherIssuerDoesNotGetTheSecretSentThere() throws Exception {
    new KnownService(folder).remember(CONTROL, ISSUER, credentials());
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> new KnownService(folder).recall(CONTROL, "https://evil.example"))
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN)
        .withMessageContaining("https://evil.example");
  }

  @Test
  void aForgottenServiceIsGone() throws Exception {
    KnownService known = new KnownService(folder);
    known.remember(CONTROL, ISSUER, credentials());
    assertThat(known.forget()).isTrue();
    assertThat(known.forget()).isFalse();
    assertThat(known.recall(CONTROL, ISSUER)).isEmpty();
  }

  @Test
  void aServiceHasExactlyOneProof() throws Exception {
    var secret = Optional.of(SecretReference.parse("env:A"));
    for (var proof : new Optional<?>[] {Optional.empty(), secret}) {
      assertThatExceptionOfType(GatehouseException.class)
          .isThrownBy(
              () ->
                  ServiceCredentials.of(
                      "id",
                      proof.isPresent() ? secret : Optional.empty(),
                      proof.isPresent() ? secret : Optional.empty(),
                      ""))
          .matches(e -> e.kind() == Kind.BAD_INPUT);
    }
  }

  private static ServiceCredentials credentials() throws GatehouseException {
    return ServiceCredentials.of(
        "nightly-report",
        Optional.of(SecretReference.parse("env:REPORT_SECRET")),
        Optional.empty(),
        "");
  }
}
