package dev.gatehouse.app.demo.idp;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a query or a form. A parameter given twice is an error (RFC 6749, section 3.1). */
record Parameters(Map<String, String> values) {
  Parameters {
    values = Map.copyOf(values);
  }

  static Parameters parse(@Nullable String encoded) throws OAuthError {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : (encoded == null ? "" : encoded).split("&")) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        continue;
      }
      try {
        String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
        String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        if (values.put(name, value) != null) {
          throw new OAuthError("invalid_request", "A parameter is given twice.");
        }
      } catch (IllegalArgumentException e) {
        throw new OAuthError("invalid_request", "A parameter is not well encoded.");
      }
    }
    return new Parameters(values);
  }

  /** The value, or an empty string. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** The value; an error where there is none. */
  String require(String name) throws OAuthError {
    String value = get(name);
    if (value.isEmpty()) {
      throw new OAuthError("invalid_request", "The parameter " + name + " is missing.");
    }
    return value;
  }

  static String encode(Map<String, String> values) {
    StringBuilder encoded = new StringBuilder();
    values.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            encoded.append(encoded.isEmpty() ? "" : "&").append(name).append('=');
            encoded.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
          }
        });
    return encoded.toString();
  }
}
