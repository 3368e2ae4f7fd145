package dev.gatehouse.control.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API speaks it: instants as text, unknown fields refused. */
public final class Json {
  /** Most bytes of a JSON body. */
  public static final int MOST_BYTES = 64 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** The value as JSON. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** An object of texts, as the service's own database wrote it. */
  public static Map<String, String> readMap(String json) {
    Map<String, String> texts = new LinkedHashMap<>();
    MAPPER.readTree(json).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asString()));
    return texts;
  }

  /** A list of texts, as the service itself wrote it. */
  public static List<String> readTexts(String json) {
    return List.of(MAPPER.readValue(json, String[].class));
  }

  /**
   * Reads a request's body.
   *
   * @throws ProblemException where it is too large, no JSON, or not of that shape
   */
  public static <T> T read(Context ctx, Class<T> type) {
    byte[] bytes = body(ctx, MOST_BYTES);
    T value;
    try {
      value = MAPPER.readValue(bytes, type);
    } catch (UnrecognizedPropertyException e) {
      throw ProblemException.badRequest(
          "The body holds the field '"
              + plain(e.getPropertyName())
              + "', which is not known here.");
    } catch (JacksonException e) {
      throw ProblemException.badRequest("The body is not the JSON that " + ctx.path() + " takes.");
    }
    if (value == null) {
      throw ProblemException.badRequest("The body is empty; send a JSON object.");
    }
    return value;
  }

  /** Reads a body of named texts, such as {@code {"reason": "…"}}; an empty body has none. */
  public static String readText(Context ctx, String field) {
    byte[] bytes = body(ctx, MOST_BYTES);
    if (bytes.length == 0) {
      return "";
    }
    try {
      Map<?, ?> map = MAPPER.readValue(bytes, Map.class);
      if (map == null || !java.util.Set.of(field).containsAll(map.keySet())) {
        throw ProblemException.badRequest("The body may hold the field '" + field + "' only.");
      }
      Object value = map.get(field);
      if (value == null) {
        return "";
      }
      if (value instanceof String text && text.length() <= 1_000) {
        return text;
      }
    } catch (JacksonException e) {
      throw ProblemException.badRequest("The body is no JSON object.");
    }
    throw ProblemException.badRequest(
        "The field '" + field + "' must be a text of at most 1,000 characters.");
  }

  /**
   * Reads a request's bytes, never more than asked for.
   *
   * @throws ProblemException where there are more
   */
  public static byte[] body(Context ctx, int mostBytes) {
    if (ctx.req().getContentLengthLong() > mostBytes) {
      throw tooLarge(mostBytes);
    }
    try (InputStream in = ctx.req().getInputStream()) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw tooLarge(mostBytes);
      }
      return bytes;
    } catch (IOException e) {
      throw ProblemException.badRequest("The request broke off before its body was complete.");
    }
  }

  private static ProblemException tooLarge(int mostBytes) {
    return ProblemException.tooLarge(
        "The request's body is larger than " + mostBytes / 1024 + " KiB, which is the most here.");
  }

  private static String plain(String name) {
    String kept = name.replaceAll("[^A-Za-z0-9_.-]", "?");
    return kept.length() > 60 ? kept.substring(0, 60) : kept;
  }

  /** The same mapper, for the server's own answers. */
  static io.javalin.json.JsonMapper forJavalin() {
    return new io.javalin.json.JsonMapper() {
      @Override
      public String toJsonString(Object value, Type type) {
        return write(value);
      }
    };
  }
}
