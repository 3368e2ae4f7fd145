package dev.gatehouse.control.notices;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a message as Standard Webhooks says: HMAC-SHA256 over id, time and body. Pure. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  /**
   * The headers that prove where a message is from and when it was sent.
   *
   * @param key {@code whsec_} and the key's bytes in base64
   */
  static Map<String, String> headers(String key, String id, Instant now, byte[] body) {
    String time = Long.toString(now.getEpochSecond());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(key.substring(PREFIX.length())), "HmacSHA256"));
      mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
      String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
      return Map.of(
          "webhook-id", id, "webhook-timestamp", time, "webhook-signature", "v1," + signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }
}
