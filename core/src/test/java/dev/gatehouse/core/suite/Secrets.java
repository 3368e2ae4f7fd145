package dev.gatehouse.core.suite;

import dev.gatehouse.core.catalog.Dialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Marked values that must not come back, in any of the forms in which they could. */
final class Secrets {
  private static final int PEOPLE = 3;
  private final SecureRandom random = new SecureRandom();
  private final List<String> needles = new ArrayList<>();
  private final List<String> inserts = new ArrayList<>();

  Secrets(Dialect dialect) {
    for (int id = 1; id <= PEOPLE; id++) {
      String ssn = word();
      String salary = Integer.toString(10_000_000 + random.nextInt(80_000_000));
      String tag = word();
      String doc = word();
      String born =
          "19%02d-0%d-1%d"
              .formatted(40 + random.nextInt(50), 1 + random.nextInt(9), random.nextInt(10));
      String photo = HexFormat.of().formatHex(word().getBytes(StandardCharsets.UTF_8));
      inserts.add(
          ("insert into lab.users (id, name, ssn, salary, tags, doc, born, photo) values"
                  + " (%d, 'Person %d', '%s', %s, %s, '{\"secret\": \"%s\"}', '%s', %s)")
              .formatted(
                  id, id, ssn, salary, array(dialect, tag), doc, born, bytes(dialect, photo)));
      inserts.add(
          "insert into lab.pub values (%d, 'label %d', %d, '2026-01-02 03:04:05%s')"
              .formatted(id, id, id, dialect == Dialect.POSTGRESQL ? "+00" : ""));
      inserts.add("insert into lab.people values (%d, '%s', 'north')".formatted(id, ssn));
      inserts.add("insert into lab.child values (%d, 'label %d', '%s')".formatted(id, id, ssn));
      List.of(ssn, salary, tag, doc).forEach(this::marked);
      needles.add(squeeze(born));
      needles.add(photo);
    }
    inserts.add(
        switch (dialect) {
          case POSTGRESQL -> "refresh materialized view lab.mv_users; analyze";
          case MARIADB, MYSQL -> "update lab.child set label = concat(label, '.')";
        });
  }

  private static String array(Dialect dialect, String word) {
    return switch (dialect) {
      case POSTGRESQL -> "array['" + word + "']";
      case MARIADB, MYSQL -> "'" + word + "'";
    };
  }

  private static String bytes(Dialect dialect, String hex) {
    return switch (dialect) {
      case POSTGRESQL -> "'\\x" + hex + "'";
      case MARIADB, MYSQL -> "x'" + hex + "'";
    };
  }

  String[] inserts() {
    return inserts.toArray(String[]::new);
  }

  private String word() {
    String letters = "bcdfghjklmnpqrstvwxz";
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      word.append(
          i % 3 == 2 ? (char) ('0' + random.nextInt(10)) : letters.charAt(random.nextInt(20)));
    }
    return word.toString();
  }

  private void marked(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    needles.add(squeeze(secret));
    needles.add(squeeze(new StringBuilder(secret).reverse().toString()));
    needles.add(HexFormat.of().formatHex(bytes));
    needles.add(squeeze(Base64.getEncoder().withoutPadding().encodeToString(bytes)));
    for (String algorithm : List.of("MD5", "SHA-256")) {
      try {
        needles.add(HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
    // Parts: more than the four characters that the mask itself shows.
    for (int at = 0; at + 6 <= secret.length(); at++) {
      needles.add(squeeze(secret.substring(at, at + 6)));
    }
  }

  /** What of a secret an answer shows: in a cell, over the cells of a row, down a column. */
  Optional<String> found(Answers answers) {
    StringBuilder all = new StringBuilder(answers.said()).append(' ');
    answers.columns().forEach(name -> all.append(name).append(' '));
    for (List<@Nullable String> row : answers.rows()) {
      row.forEach(cell -> all.append(cell == null ? "" : cell));
      all.append('\n');
    }
    for (int column = 0; column < answers.columns().size(); column++) {
      for (List<@Nullable String> row : answers.rows()) {
        String cell = row.get(column);
        all.append(cell == null ? "" : cell);
      }
      all.append('\n');
    }
    return found(all.toString());
  }

  Optional<String> found(String text) {
    String squeezed = squeeze(text);
    return needles.stream()
        .filter(squeezed::contains)
        .findFirst()
        .map(n -> "a form of a secret: " + n);
  }

  /**
   * What of a secret a record's event shows. A few digits stand there by chance: it is full of
   * digests and times.
   */
  Optional<String> foundInRecord(String text) {
    String squeezed = squeeze(text);
    return needles.stream()
        .filter(needle -> !needle.matches("[0-9]{1,7}"))
        .filter(squeezed::contains)
        .findFirst()
        .map(n -> "a form of a secret: " + n);
  }

  /** Whether a statement left a secret where everyone may read. */
  Optional<String> findInOpenTables(LabServer server) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select concat(id, ' ', label, ' ', amount) from lab.pub union all select name from"
                    + " lab.users union all select table_name from information_schema.tables"
                    + " where table_name = 'stolen'")) {
      while (rows.next()) {
        all.append(rows.getString(1)).append('\n');
      }
    }
    String text = all.toString();
    return text.contains("stolen") || text.contains("hit") || found(text).isPresent()
        ? Optional.of("an open table holds a secret, or an answer about one")
        : Optional.empty();
  }

  private static String squeeze(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9\\n]", "");
  }
}
