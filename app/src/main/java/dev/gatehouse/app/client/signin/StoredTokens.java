package dev.gatehouse.app.client.signin;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The provider's tokens, as they are kept.
 *
 * @param token what the control service is shown
 * @param expires when it ends
 * @param refresh what renews it; null where the provider gave none
 * @param client the client that it was given to; null in what an earlier version kept
 * @param idToken proves at sign-out whose sign-in ends; null where the provider gave none
 */
record StoredTokens(
    String token,
    Instant expires,
    @Nullable String refresh,
    @Nullable String client,
    @Nullable String idToken) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  String toJson() {
    return JSON.writeValueAsString(this);
  }

  /** Reads what {@link #toJson} wrote; empty where it is anything else. */
  static Optional<StoredTokens> fromJson(String text) {
    try {
      StoredTokens tokens = JSON.readValue(text, StoredTokens.class);
      return tokens == null || tokens.token() == null || tokens.expires() == null
          ? Optional.empty()
          : Optional.of(tokens);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "StoredTokens[expires=" + expires + "]";
  }
}
