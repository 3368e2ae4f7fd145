package dev.gatehouse.app.workbench.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times and durations as people read them. */
public final class Times {
  private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);

  private Times() {}

  /** {@code 14:05}, with the day in front where it is not today. */
  public static String until(Instant instant, Clock clock) {
    return at(instant, clock.getZone(), clock, HOUR_MINUTE);
  }

  /** {@code 14:05:09} in that zone, with the day in front where it is not today. */
  public static String exact(Instant instant, ZoneId zone, Clock clock) {
    return at(instant, zone, clock, EXACT);
  }

  /** {@code 14:05:09} alone. */
  public static String ofDay(Instant instant, ZoneId zone) {
    return EXACT.format(instant.atZone(zone));
  }

  private static String at(Instant instant, ZoneId zone, Clock clock, DateTimeFormatter form) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    String time = form.format(instant.atZone(zone));
    return day.equals(LocalDate.ofInstant(clock.instant(), zone))
        ? time
        : DAY.withLocale(Locale.getDefault()).format(day) + ", " + time;
  }

  /** {@code 1:05:09}, {@code 05:09}; never negative. */
  public static String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds >= 3600
        ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%02d:%02d".formatted(seconds / 60, seconds % 60);
  }

  /** {@code 42 ms}, {@code 3.1 s}, {@code 2 min 4 s}. */
  public static String took(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return millis / 60_000 + " min " + millis / 1000 % 60 + " s";
  }
}
