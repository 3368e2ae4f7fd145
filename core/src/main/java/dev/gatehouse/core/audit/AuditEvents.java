package dev.gatehouse.core.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The canonical JSON of events: what is recorded, hashed, verified and shown. Pure functions, safe
 * for use by many threads.
 */
public final class AuditEvents {
  /** The member that names the event's type. */
  static final String TYPE = "type";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Map<String, Class<? extends AuditEvent>> TYPES =
      List.of(
              AuditEvent.SessionOpened.class,
              AuditEvent.StatementIntent.class,
              AuditEvent.ConfirmationAnswered.class,
              AuditEvent.ResultSnapshot.class,
              AuditEvent.StatementResult.class,
              AuditEvent.DataLeft.class,
              AuditEvent.GrantChanged.class,
              AuditEvent.SessionClosed.class)
          .stream()
          .collect(Collectors.toUnmodifiableMap(AuditEvents::typeName, type -> type));

  private AuditEvents() {}

  /**
   * The canonical JSON object of an event; its {@code type} is such as {@code statement.intent}.
   */
  public static String encode(AuditEvent event) {
    ObjectNode node = MAPPER.valueToTree(event);
    node.put(TYPE, typeOf(event));
    return CanonicalJson.write(node);
  }

  /**
   * The event of a JSON object that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is not exactly one event of a known type, with one
   *     sentence that holds nothing of the text
   */
  public static AuditEvent decode(String json) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode node) {
        JsonNode type = node.remove(TYPE);
        Class<? extends AuditEvent> known =
            type == null || !type.isString() ? null : TYPES.get(type.stringValue());
        if (known != null) {
          return MAPPER.treeToValue(node, known);
        }
      }
    } catch (JacksonException e) {
      // The cause is left out: its message quotes the text.
      throw new IllegalArgumentException("This text is not an event of a session's record.");
    }
    throw new IllegalArgumentException("This record holds an event that this version cannot read.");
  }

  /** The stored bytes of an event: its canonical JSON in UTF-8. */
  static byte[] bytes(AuditEvent event) {
    return encode(event).getBytes(StandardCharsets.UTF_8);
  }

  /** The event's type as it stands in the JSON, such as {@code session.opened}. */
  static String typeOf(AuditEvent event) {
    return switch (event) {
      case AuditEvent.SessionOpened e -> typeName(e.getClass());
      case AuditEvent.StatementIntent e -> typeName(e.getClass());
      case AuditEvent.ConfirmationAnswered e -> typeName(e.getClass());
      case AuditEvent.ResultSnapshot e -> typeName(e.getClass());
      case AuditEvent.StatementResult e -> typeName(e.getClass());
      case AuditEvent.DataLeft e -> typeName(e.getClass());
      case AuditEvent.GrantChanged e -> typeName(e.getClass());
      case AuditEvent.SessionClosed e -> typeName(e.getClass());
    };
  }

  /** {@code StatementIntent} becomes {@code statement.intent}. */
  private static String typeName(Class<? extends AuditEvent> type) {
    StringBuilder name = new StringBuilder();
    for (char c : type.getSimpleName().toCharArray()) {
      if (Character.isUpperCase(c) && !name.isEmpty()) {
        name.append('.');
      }
      name.append(Character.toLowerCase(c));
    }
    return name.toString();
  }
}
