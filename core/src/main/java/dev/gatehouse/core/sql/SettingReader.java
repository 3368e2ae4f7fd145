package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Ddl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads settings of objects: storage parameters and a sequence's options. */
final class SettingReader {
  private static final Set<String> SEQUENCE_WORDS =
      Set.of("increment", "minvalue", "maxvalue", "start", "restart", "cache");

  private final TokenCursor tokens;

  SettingReader(TokenCursor tokens) {
    this.tokens = tokens;
  }

  /** {@code (fillfactor = 70, autovacuum_enabled)}. */
  List<Ddl.Setting> inParentheses() {
    List<Ddl.Setting> settings = new ArrayList<>();
    tokens.expect("(");
    do {
      String name = tokens.word();
      if (tokens.accept(".")) {
        name += "." + tokens.word();
      }
      settings.add(new Ddl.Setting(name, tokens.accept("=") ? value() : ""));
    } while (tokens.accept(","));
    tokens.expect(")");
    return settings;
  }

  private String value() {
    if (tokens.seesString() || tokens.seesNumber()) {
      return tokens.any();
    }
    String sign = tokens.accept("-") ? "-" : "";
    return sign.isEmpty() ? tokens.word() : sign + tokens.number();
  }

  /** A sequence's options up to something else (CREATE SEQUENCE, ALTER SEQUENCE). */
  List<Ddl.Setting> ofSequence() {
    List<Ddl.Setting> settings = new ArrayList<>();
    while (!tokens.atEnd() && !tokens.seesAny(")", ",")) {
      settings.add(sequenceOption());
    }
    return settings;
  }

  private Ddl.Setting sequenceOption() {
    if (tokens.accept("as")) {
      return new Ddl.Setting("as", EmbeddedSql.type(tokens).spelling());
    }
    if (tokens.accept("no")) {
      String name = tokens.word();
      if (!Set.of("minvalue", "maxvalue", "cycle").contains(name)) {
        throw SyntaxRefusedException.unsupported("NO " + name.toUpperCase(Locale.ROOT));
      }
      return new Ddl.Setting("no " + name, "");
    }
    if (tokens.accept("cycle")) {
      return new Ddl.Setting("cycle", "");
    }
    if (tokens.accept("owned", "by")) {
      int mark = tokens.mark();
      if (!tokens.accept("none")) {
        tokens.identifier();
        while (tokens.accept(".")) {
          tokens.identifier();
        }
      }
      return new Ddl.Setting("owned by", tokens.since(mark));
    }
    tokens.accept("set");
    String name = tokens.word();
    if (!SEQUENCE_WORDS.contains(name)) {
      throw SyntaxRefusedException.unsupported(name.toUpperCase(Locale.ROOT) + " of a sequence");
    }
    if (!tokens.accept("by")) {
      tokens.accept("with");
    }
    String sign = tokens.accept("-") ? "-" : "";
    boolean bare = name.equals("restart") && !tokens.seesNumber() && sign.isEmpty();
    return new Ddl.Setting(name, bare ? "" : sign + tokens.number());
  }
}
