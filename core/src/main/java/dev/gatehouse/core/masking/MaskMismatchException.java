package dev.gatehouse.core.masking;

/**
 * The masks do not fit the result, so nothing of it may be shown. The message is one sentence for a
 * person and holds no value.
 */
public final class MaskMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MaskMismatchException(String message) {
    super(message);
  }
}
