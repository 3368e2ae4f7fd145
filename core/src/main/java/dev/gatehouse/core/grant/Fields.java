package dev.gatehouse.core.grant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object whose fields are taken out one by one, so that none is overlooked. */
final class Fields {
  private final Map<Object, Object> left;

  Fields(Object claim) {
    if (!(claim instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("A JSON object is missing.");
    }
    left = new LinkedHashMap<>(map);
  }

  Object take(String name) {
    Object value = left.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("The field " + name + " is missing.");
    }
    return value;
  }

  @Nullable Object takeOptional(String name) {
    return left.remove(name);
  }

  String text(String name) {
    if (take(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("The field " + name + " is no text.");
  }

  long number(String name) {
    Object value = take(name);
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException("The field " + name + " is no whole number.");
  }

  List<String> texts(String name) {
    if (!(take(name) instanceof List<?> list)) {
      throw new IllegalArgumentException("The field " + name + " is no list.");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text)) {
        throw new IllegalArgumentException(
            "The field " + name + " holds something else than text.");
      }
      texts.add(text);
    }
    return texts;
  }

  void mustBeEmpty() {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("A field is unknown to this version.");
    }
  }
}
