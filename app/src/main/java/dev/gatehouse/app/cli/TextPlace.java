package dev.gatehouse.app.cli;

/**
 * A place in a text as editors name it.
 *
 * @param line from 1
 * @param column from 1, in characters (code points)
 */
record TextPlace(int line, int column) {
  /**
   * @param offset 0-based, in UTF-16 units; one past the text is at its end
   */
  static TextPlace of(String text, int offset) {
    int end = Math.clamp(offset, 0, text.length());
    int line = 1;
    int start = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean brokenInTwo = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !brokenInTwo) {
        line++;
        start = i + 1;
      }
    }
    return new TextPlace(line, text.codePointCount(start, end) + 1);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
