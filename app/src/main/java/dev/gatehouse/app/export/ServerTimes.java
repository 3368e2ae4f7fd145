package dev.gatehouse.app.export;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * Reads dates and times in the servers' text form ({@code 2024-02-29 13:05:00.25+01}), see
 * PostgreSQL's documentation, "Date/Time Output", style ISO. What is no such instant ({@code
 * infinity}, years before Christ, {@code 0000-00-00}) is empty.
 */
final class ServerTimes {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .appendPattern("HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);
  private static final DateTimeFormatter TIMESTAMP_TZ =
      new DateTimeFormatterBuilder()
          .append(TIMESTAMP)
          .appendOffset("+HH:mm:ss", "+00")
          .toFormatter(java.util.Locale.ROOT);

  private ServerTimes() {}

  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<LocalDateTime> timestamp(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, TIMESTAMP));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<OffsetDateTime> timestampWithZone(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, TIMESTAMP_TZ));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
