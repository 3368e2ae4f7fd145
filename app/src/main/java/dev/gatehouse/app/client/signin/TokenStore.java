package dev.gatehouse.app.client.signin;

import java.util.Optional;
import java.util.concurrent.Callable;

/** Where the provider's tokens are kept between two runs. Safe for many threads. */
public interface TokenStore {
  /** What was kept, if anything. */
  Optional<String> load();

  /** Keeps it, replacing what was there. */
  void save(String tokens);

  /** Forgets it. */
  void clear();

  /** Whether what is kept is still there in the next run. */
  boolean lasting();

  /**
   * Runs something while no other process of this user uses the store: a refresh token that rotates
   * must not be used twice (RFC 9700, section 4.14.2).
   */
  <T> T alone(Callable<T> action) throws Exception;
}
