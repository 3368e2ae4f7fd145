package dev.gatehouse.app.demo;

/** The demo cannot go on; the message is one sentence for a person. */
public final class DemoException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoException(String sentence) {
    super(sentence);
  }

  DemoException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
