package dev.gatehouse.core.masking;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounding to one significant digit, and to tens at least, so that a small number is not shown. */
final class NumberMasks {
  private NumberMasks() {}

  static long round(long value) {
    long size = value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(value);
    long unit = 10;
    while (size / unit >= 10) {
      unit *= 10;
    }
    long units = size / unit + (size % unit >= unit / 2 ? 1 : 0);
    return value < 0 ? -units * unit : units * unit;
  }

  /** With the scale that the value has, so that it still fits its column. */
  static BigDecimal round(BigDecimal value) {
    int exponent = Math.max(1, value.precision() - value.scale() - 1);
    return value.setScale(-exponent, RoundingMode.HALF_UP).setScale(Math.max(value.scale(), 0));
  }

  /** A finite value. */
  static double round(double value) {
    double size = Math.abs(value);
    double unit = Math.max(10, Math.pow(10, Math.floor(Math.log10(Math.max(size, 1)))));
    double rounded = Math.floor(size / unit + 0.5) * unit;
    return Double.isInfinite(rounded) ? Double.MAX_VALUE : Math.copySign(rounded, value);
  }
}
