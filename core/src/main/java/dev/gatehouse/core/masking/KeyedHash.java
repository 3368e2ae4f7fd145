package dev.gatehouse.core.masking;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * HMAC-SHA256 of values, cut to what a type can hold. Equal values give equal results whatever
 * column they stand in; numbers and texts have spaces of their own. For one thread.
 */
final class KeyedHash {
  private static final long LOW_53_BITS = (1L << 53) - 1;
  private static final int LONG_DIGITS = 19;
  private static final byte TEXT = 't';
  private static final byte NUMBER = 'n';
  private static final byte BINARY = 'b';

  private final Mac mac;

  KeyedHash(MaskKey key) {
    mac = key.mac();
  }

  String text(String value) {
    return "h:" + HexFormat.of().formatHex(of(TEXT, value.getBytes(StandardCharsets.UTF_8)), 0, 8);
  }

  /** In the form of a UUID, version 8 (RFC 9562, section 5.8). */
  String uuid(String value) {
    byte[] hash = of(TEXT, value.getBytes(StandardCharsets.UTF_8));
    hash[6] = (byte) ((hash[6] & 0x0F) | 0x80);
    hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
    String digits = HexFormat.of().formatHex(hash, 0, 16);
    return String.join(
        "-",
        digits.substring(0, 8),
        digits.substring(8, 12),
        digits.substring(12, 16),
        digits.substring(16, 20),
        digits.substring(20));
  }

  byte[] bytes(byte[] value) {
    return Arrays.copyOf(of(BINARY, value), 16);
  }

  /** From 0 to 2^53-1, which every reader of numbers holds exactly. */
  long number(long value) {
    return number(Long.toString(value));
  }

  /** The same number gives the same result, whatever its scale. */
  long number(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return plain.scale() <= 0 && plain.precision() - plain.scale() < LONG_DIGITS
        ? number(plain.longValueExact())
        : number(plain.unscaledValue() + "e" + -(long) plain.scale());
  }

  /** A finite double gives the same result as the decimal that it is written as. */
  long number(double value) {
    return number(BigDecimal.valueOf(value));
  }

  private long number(String canonical) {
    byte[] hash = of(NUMBER, canonical.getBytes(StandardCharsets.US_ASCII));
    return ByteBuffer.wrap(hash).getLong() & LOW_53_BITS;
  }

  private byte[] of(byte space, byte[] value) {
    mac.update(space);
    return mac.doFinal(value);
  }
}
