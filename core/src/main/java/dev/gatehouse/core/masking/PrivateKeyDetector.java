package dev.gatehouse.core.masking;

/** A private key in PEM (RFC 7468), to its end or, where that is cut off, to the text's end. */
record PrivateKeyDetector(String tag) implements Detector {
  private static final String BEGIN = "-----BEGIN ";
  private static final String KEY = "PRIVATE KEY-----";
  private static final String END = "-----END";
  private static final String DASHES = "-----";
  private static final int LONGEST_KIND = 32;

  @Override
  public String name() {
    return "private key";
  }

  @Override
  public boolean matches(CharSequence value) {
    String text = value.toString().strip();
    return begin(text, 0) == 0 && end(text, 0) == text.length();
  }

  @Override
  public void find(CharSequence text, Spans spans) {
    String all = text.toString();
    for (int start = begin(all, 0); start >= 0; ) {
      int end = end(all, start);
      spans.found(start, end);
      start = begin(all, end);
    }
  }

  @Override
  public boolean canHold(TextSummary summary) {
    return summary.longestToken() >= BEGIN.length() - 1;
  }

  private static int begin(String text, int from) {
    int begin = text.indexOf(BEGIN, from);
    while (begin >= 0) {
      int latest = Math.min(text.length(), begin + BEGIN.length() + LONGEST_KIND + KEY.length());
      if (text.indexOf(KEY, begin, latest) >= 0) {
        return begin;
      }
      begin = text.indexOf(BEGIN, begin + BEGIN.length());
    }
    return -1;
  }

  private static int end(String text, int begin) {
    int end = text.indexOf(END, begin);
    int closing = end < 0 ? -1 : text.indexOf(DASHES, end + END.length());
    return closing < 0 ? text.length() : closing + DASHES.length();
  }
}
