package dev.gatehouse.benchmarks;

import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who asks, and under which grant. */
final class People {
  static final Principal ANALYST =
      Principal.person("https://idp.invalid", "analyst", "analyst", Set.of("analysts"));

  private People() {}

  /** A grant to read everything in a schema, without a limit of rows. */
  static Grant grant(String schema, PolicySet policy) {
    return new Grant(
        "0123456789abcdef",
        ANALYST,
        new DataSourceId("benchmark", Environment.STAGING, Dialect.POSTGRESQL, "benchmark"),
        Set.of(schema + ".*"),
        Set.of(Action.READ),
        Set.of(),
        ExportFormat.NONE,
        0,
        "benchmarks",
        "",
        Instant.now().minusSeconds(60),
        Instant.now().plus(Duration.ofHours(4)),
        List.of(),
        List.of(),
        policy.digest());
  }
}
