package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.catalog.Routine;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement may call, cast to and compare with. A name that somebody defined again in the
 * database is refused: the server could choose theirs.
 */
final class RoutineRules {
  private static final Set<String> OPERATORS =
      Set.of(
          "=",
          "<>",
          "!=",
          "<",
          ">",
          "<=",
          ">=",
          "+",
          "-",
          "*",
          "/",
          "%",
          "^",
          "|/",
          "||",
          "&",
          "|",
          "#",
          "~",
          "<<",
          ">>",
          "~~",
          "!~",
          "~*",
          "!~*",
          "->",
          "->>",
          "#>",
          "#>>",
          "@>",
          "<@",
          "?",
          "?|",
          "?&",
          "#-",
          "@@",
          "&&",
          "<->",
          "@?",
          "^@",
          "-|-",
          "&<",
          "&>",
          "overlaps");
  private static final Set<String> MOMENTS =
      Set.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "current_user",
          "session_user",
          "user",
          "current_role",
          "current_catalog",
          "current_schema");
  private static final Set<String> SERIALS =
      Set.of("serial", "serial2", "serial4", "serial8", "smallserial", "bigserial");
  private static final Set<String> TYPES =
      Set.of(
          "bigint",
          "bit",
          "bit varying",
          "bool",
          "boolean",
          "box",
          "bpchar",
          "bytea",
          "char",
          "character",
          "character varying",
          "cidr",
          "circle",
          "date",
          "daterange",
          "decimal",
          "double precision",
          "float",
          "float4",
          "float8",
          "inet",
          "int",
          "int2",
          "int4",
          "int4range",
          "int4multirange",
          "int8multirange",
          "nummultirange",
          "datemultirange",
          "tsmultirange",
          "tstzmultirange",
          "int8",
          "int8range",
          "integer",
          "interval",
          "json",
          "jsonb",
          "jsonpath",
          "line",
          "lseg",
          "macaddr",
          "macaddr8",
          "money",
          "name",
          "numeric",
          "numrange",
          "oid",
          "path",
          "point",
          "polygon",
          "real",
          "regclass",
          "regnamespace",
          "regtype",
          "smallint",
          "text",
          "time",
          "time with time zone",
          "time without time zone",
          "timestamp",
          "timestamp with time zone",
          "timestamp without time zone",
          "timestamptz",
          "timetz",
          "tsquery",
          "tsrange",
          "tstzrange",
          "tsvector",
          "uuid",
          "varbit",
          "varchar",
          "\"char\"");

  static final Vocabulary POSTGRESQL =
      new Vocabulary(
          BuiltinRoutines.postgresql(), OPERATORS, MOMENTS, TYPES, Optional.of("pg_catalog"));

  private final CatalogSnapshot catalog;
  private final Vocabulary vocabulary;
  private final Set<String> defined = new HashSet<>();

  RoutineRules(CatalogSnapshot catalog, Vocabulary vocabulary) {
    this.catalog = catalog;
    this.vocabulary = vocabulary;
    for (Routine routine : catalog.definitions().routines()) {
      boolean visible = catalog.searchPath().contains(routine.name().schema());
      if (visible && !routine.fromExtension()) {
        defined.add(routine.name().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  /** The kind of a routine that may be called. */
  RoutineKind routine(List<Identifier> name) {
    String last = name.getLast().name();
    boolean qualified = name.size() > 1;
    String written = String.join(".", name.stream().map(Identifier::name).toList());
    boolean own =
        !qualified
            || name.size() == 2
                && vocabulary.ownSchema().filter(name.getFirst().name()::equals).isPresent();
    if (!own) {
      throw AnalysisRefusedException.forbiddenRoutine(written);
    }
    @Nullable RoutineKind kind = vocabulary.routines().get(last);
    if (kind == null || !qualified && defined.contains(last)) {
      throw AnalysisRefusedException.forbiddenRoutine(written);
    }
    return kind;
  }

  void checkMoment(String word) {
    String folded = word.toLowerCase(Locale.ROOT);
    if (!vocabulary.moments().contains(folded)) {
      throw AnalysisRefusedException.unsupported(folded);
    }
  }

  void checkOperator(String operator) {
    if (!vocabulary.operators().contains(operator)
        || catalog.definitions().operators().contains(operator)) {
      throw AnalysisRefusedException.unsupported("the operator " + operator);
    }
  }

  /** Whether the server itself has a type of that name. */
  boolean isType(String name) {
    return TYPES.contains(name) || SERIALS.contains(name);
  }

  /** A type that a column may have: also one that stands for a column with a sequence. */
  void checkColumnType(TypeName type) {
    if (!SERIALS.contains(type.name())) {
      checkType(type);
    }
  }

  void checkType(TypeName type) {
    if (vocabulary.types().contains(type.name()) || isEnum(type.name())) {
      return;
    }
    throw AnalysisRefusedException.unsupported("the type " + type.name());
  }

  private boolean isEnum(String name) {
    if (name.indexOf('"') >= 0) {
      return false;
    }
    int dot = name.indexOf('.');
    if (dot >= 0) {
      return catalog
          .definitions()
          .enumTypes()
          .contains(new RelationName(name.substring(0, dot), name.substring(dot + 1)));
    }
    return catalog.searchPath().stream()
        .anyMatch(
            schema -> catalog.definitions().enumTypes().contains(new RelationName(schema, name)));
  }
}
