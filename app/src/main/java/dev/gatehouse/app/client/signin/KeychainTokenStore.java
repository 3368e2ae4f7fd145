package dev.gatehouse.app.client.signin;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import dev.gatehouse.app.client.control.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps tokens in a sealed file whose key is in the system's keychain. A keychain that stops
 * answering is treated as one that holds nothing: the person signs in again.
 */
final class KeychainTokenStore implements TokenStore {
  private static final Logger LOG = LoggerFactory.getLogger(KeychainTokenStore.class);
  private static final String DOMAIN = "dev.gatehouse";
  private final Keyring keyring;
  private final String account;
  private final SealedFile file;
  private final Path folder;

  private KeychainTokenStore(Keyring keyring, Path stateDirectory, String owner) {
    this.keyring = keyring;
    this.account = shortName(owner);
    this.folder = stateDirectory.resolve("tokens");
    this.file = new SealedFile(folder, account + ".sealed");
  }

  /**
   * The store on this system, or empty where it has no keychain.
   *
   * @param owner what the tokens belong to: control service, issuer and client
   */
  static Optional<TokenStore> open(Path stateDirectory, String owner) {
    try {
      return Optional.of(new KeychainTokenStore(Keyring.create(), stateDirectory, owner));
    } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
      LOG.info("There is no keychain here: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> load() {
    try {
      Optional<byte[]> key = key();
      return key.isEmpty() ? Optional.empty() : file.open(key.get());
    } catch (IOException e) {
      LOG.warn("The kept sign-in cannot be read", e);
      return Optional.empty();
    }
  }

  @Override
  public void save(String tokens) {
    try {
      Optional<byte[]> kept = key();
      byte[] key = kept.isPresent() ? kept.get() : newKey();
      file.seal(key, tokens);
    } catch (IOException | PasswordAccessException | RuntimeException e) {
      LOG.warn("The sign-in cannot be kept: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void clear() {
    try {
      file.delete();
      keyring.deletePassword(DOMAIN, account);
    } catch (IOException | PasswordAccessException | RuntimeException e) {
      LOG.info("Nothing was kept to forget: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public boolean lasting() {
    return true;
  }

  @Override
  public synchronized <T> T alone(Callable<T> action) throws Exception {
    PrivateFiles.createFolder(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      LOG.trace("alone: {}", lock.isValid());
      return action.call();
    }
  }

  private Optional<byte[]> key() {
    try {
      byte[] key = Base64.getDecoder().decode(keyring.getPassword(DOMAIN, account));
      return key.length == SealedFile.KEY_BYTES ? Optional.of(key) : Optional.empty();
    } catch (PasswordAccessException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private byte[] newKey() throws PasswordAccessException {
    byte[] key = new byte[SealedFile.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    keyring.setPassword(DOMAIN, account, Base64.getEncoder().encodeToString(key));
    return key;
  }

  private static String shortName(String owner) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
