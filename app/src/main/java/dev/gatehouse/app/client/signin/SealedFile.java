package dev.gatehouse.app.client.signin;

import dev.gatehouse.app.client.control.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A text sealed with AES-256-GCM in a file. The key lives elsewhere: keychains hold only short
 * secrets (2,560 bytes on Windows), and a provider's tokens may be longer.
 */
final class SealedFile {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private final Path folder;
  private final Path file;

  SealedFile(Path folder, String name) {
    this.folder = folder;
    this.file = folder.resolve(name);
  }

  /** The text, or empty where there is no file or it was not sealed with that key. */
  Optional<String> open(byte[] key) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] sealed = Files.readAllBytes(file);
    if (sealed.length <= NONCE_BYTES) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, ByteBuffer.wrap(sealed, 0, NONCE_BYTES));
      byte[] text = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  void seal(byte[] key, String text) throws IOException {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, key, ByteBuffer.wrap(nonce))
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] whole =
          ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      PrivateFiles.createFolder(folder);
      PrivateFiles.replace(file, whole);
    } catch (GeneralSecurityException e) {
      throw new IOException("AES-GCM is not available.", e);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private Cipher cipher(int mode, byte[] key, ByteBuffer nonce) throws GeneralSecurityException {
    byte[] iv = new byte[NONCE_BYTES];
    nonce.get(iv);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
