package dev.gatehouse.core.masking;

/**
 * Hides spans of a JSON text so that it stays JSON: within a string only whole characters and
 * escapes of that string go, and a number goes as a whole, for {@code null}.
 */
final class JsonSpans {
  private JsonSpans() {}

  /** The text, RFC 8259, without what the spans touch. */
  static String hide(String json, FoundSpans spans) {
    StringBuilder shown = new StringBuilder(json.length());
    int at = 0;
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        at = string(json, at, spans, shown);
      } else if (c == '-' || Character.isDigit(c)) {
        at = number(json, at, spans, shown);
      } else {
        shown.append(c);
        at++;
      }
    }
    return shown.toString();
  }

  private static int string(String json, int quote, FoundSpans spans, StringBuilder shown) {
    shown.append('"');
    int at = quote + 1;
    boolean hiding = false;
    while (at < json.length() && json.charAt(at) != '"') {
      int width = width(json, at);
      boolean hidden = touches(spans, at, at + width);
      if (!hidden) {
        shown.append(json, at, at + width);
      } else if (!hiding) {
        shown.append(MaskPlan.REDACTED);
      }
      hiding = hidden;
      at += width;
    }
    shown.append('"');
    return at + 1;
  }

  /** Of a character or of an escape of two or six. */
  private static int width(String json, int at) {
    if (json.charAt(at) != '\\') {
      return 1;
    }
    boolean unicode = at + 1 < json.length() && json.charAt(at + 1) == 'u';
    return Math.min(unicode ? 6 : 2, json.length() - at);
  }

  private static int number(String json, int start, FoundSpans spans, StringBuilder shown) {
    int end = start;
    while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
      end++;
    }
    if (touches(spans, start, end)) {
      shown.append("null");
    } else {
      shown.append(json, start, end);
    }
    return end;
  }

  private static boolean touches(FoundSpans spans, int from, int to) {
    int next = spans.nextStart(from);
    return next >= 0 && next < to;
  }
}
