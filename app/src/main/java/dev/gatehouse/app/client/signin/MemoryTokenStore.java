package dev.gatehouse.app.client.signin;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens for this run only: where the system has no keychain, they are not written at all.
 */
public final class MemoryTokenStore implements TokenStore {
  private @Nullable String tokens;

  @Override
  public synchronized Optional<String> load() {
    return Optional.ofNullable(tokens);
  }

  @Override
  public synchronized void save(String kept) {
    tokens = kept;
  }

  @Override
  public synchronized void clear() {
    tokens = null;
  }

  @Override
  public boolean lasting() {
    return false;
  }

  @Override
  public synchronized <T> T alone(Callable<T> action) throws Exception {
    return action.call();
  }
}
