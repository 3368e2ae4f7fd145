package dev.gatehouse.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RefusalPlacesTest {
  @Test
  void aNameIsFoundWhereItStandsAsATokenFirst() {
    assertThat(place("pg_sleep", "select 'pg_sleep', /* pg_sleep */ a, PG_Sleep(1)")).hasValue(37);
    assertThat(place("the column Odd", "select \"Odd\" from t")).hasValue(7);
    assertThat(place("pg_catalog.pg_stats", "table pg_stats")).hasValue(6);
  }

  @Test
  void whatDoesNotStandInTheTextHasNoPlace() {
    assertThat(place("pg_sleep", "select * from a_view")).isEmpty();
    assertThat(place("…", "select 1")).isEmpty();
    assertThat(place("x", "select " + "1,".repeat(60_000) + "x")).isEmpty();
  }

  @Test
  void aKnownPlaceStays() {
    Refusal known = Refusal.at(RefusalCode.UNSUPPORTED, "b", "No.", 3);
    assertThat(RefusalPlaces.placed(known, "b b b b", Dialect.POSTGRESQL)).isEqualTo(known);
  }

  private static OptionalInt place(String construct, String sql) {
    Refusal refusal = Refusal.of(RefusalCode.FORBIDDEN_ROUTINE, construct, "No.");
    return RefusalPlaces.placed(refusal, sql, Dialect.POSTGRESQL).position();
  }
}
