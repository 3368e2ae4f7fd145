package dev.gatehouse.core.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.Shown;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.StoredCatalogs;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decider;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.PolicySet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The verdict on every collected statement, without a server: facts, decision, role and masks are
 * exactly what somebody read and agreed to. A change of mind is a change of the file, which {@code
 * -Dgolden.write=true} writes anew, for review.
 */
class GoldenVerdictsTest {
  record Suite(Dialect dialect, String corpusName, String schema, String policy) {
    String corpus() {
      return "/" + corpusName + "/" + dialect.name().toLowerCase(Locale.ROOT) + ".txt";
    }

    /** Of the verdicts and of the catalog. */
    String name() {
      return dialect == Dialect.POSTGRESQL ? corpusName : "mariadb-" + corpusName;
    }

    String golden() {
      return "/golden/" + name() + ".txt";
    }

    @Override
    public String toString() {
      return name();
    }
  }

  private static final List<Suite> SUITES =
      List.of(
          new Suite(Dialect.POSTGRESQL, "attacks", "lab", AttackSuite.POLICY),
          new Suite(Dialect.POSTGRESQL, "honest", "sales", HonestSuite.POLICY),
          new Suite(Dialect.MARIADB, "attacks", "lab", AttackSuite.POLICY),
          new Suite(Dialect.MARIADB, "honest", "sales", HonestSuite.POLICY));

  static Stream<Arguments> sections() {
    return SUITES.stream()
        .flatMap(
            suite ->
                Corpus.read(suite.corpus()).stream()
                    .map(Corpus.Case::heading)
                    .distinct()
                    .map(heading -> Arguments.of(suite, heading)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("sections")
  void theVerdictOnEveryStatementIsTheOneAgreedTo(Suite suite, String heading) throws Exception {
    if (Boolean.getBoolean("golden.write")) {
      write(suite);
      return;
    }
    Map<String, String> agreed = agreed(suite);
    Map<String, String> now = now(suite, heading);
    Map<String, String> before = new LinkedHashMap<>();
    now.keySet().forEach(sql -> before.put(sql, agreed.getOrDefault(sql, "(not in the file)")));
    assertThat(now)
        .as("where the new verdicts are right: run with -Dgolden.write=true, and review the file")
        .isEqualTo(before);
  }

  private static Map<String, String> now(Suite suite, String heading) throws Exception {
    CatalogSnapshot catalog = StoredCatalogs.of(suite.name());
    PolicySet policy = PolicySet.parse(suite.policy);
    Decider decider = new Decider(policy, catalog);
    Grant grant = Lab.grant(suite.schema, suite.dialect, "lab", policy);
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (Corpus.Case one : Corpus.read(suite.corpus())) {
      if (one.heading().equals(heading)) {
        AnalysisResult result = Analyzers.forDialect(suite.dialect).analyze(one.sql(), catalog);
        verdicts.put(one.sql(), verdict(result, decider, grant));
      }
    }
    return verdicts;
  }

  private static String verdict(AnalysisResult result, Decider decider, Grant grant) {
    return switch (result) {
      case AnalysisResult.Refused _ -> Shown.result(result);
      case AnalysisResult.Understood understood -> {
        Decision decision = decider.decide(understood.facts(), Lab.ANALYST, grant, Instant.now());
        yield words(decision) + " | " + Shown.result(result).strip();
      }
    };
  }

  private static String words(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "ALLOW " + obligations(allow.obligations());
      case Decision.AllowMasked masked -> "MASKED " + obligations(masked.obligations());
      case Decision.Confirm confirm -> "CONFIRM " + obligations(confirm.obligations());
      case Decision.NeedsApproval needs -> "APPROVAL " + needs.reason();
      case Decision.Deny deny -> "DENY " + deny.reason();
    };
  }

  private static String obligations(Obligations obligations) {
    String masks =
        obligations.masks().stream()
            .filter(mask -> mask.mask() != MaskKind.NONE)
            .map(GoldenVerdictsTest::mask)
            .collect(Collectors.joining(", "));
    return obligations.role().name().toLowerCase(Locale.ROOT)
        + (obligations.redactErrors() ? ", errors redacted" : "")
        + (masks.isEmpty() ? "" : ", " + masks);
  }

  private static String mask(ColumnMask mask) {
    return mask.column() + " as " + mask.mask().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> agreed(Suite suite) throws Exception {
    Map<String, String> verdicts = new LinkedHashMap<>();
    Optional<String> statement = Optional.empty();
    for (String line : Corpus.text(suite.golden()).lines().toList()) {
      if (line.startsWith("\t")) {
        verdicts.put(statement.orElseThrow(), line.substring(1));
      } else if (!line.startsWith("# ")) {
        statement = Optional.of(line);
      }
    }
    return verdicts;
  }

  private static void write(Suite suite) throws Exception {
    StringBuilder text = new StringBuilder();
    for (String heading :
        Corpus.read(suite.corpus()).stream().map(Corpus.Case::heading).distinct().toList()) {
      text.append("# ").append(heading).append('\n');
      now(suite, heading)
          .forEach((sql, verdict) -> text.append(sql).append("\n\t").append(verdict).append('\n'));
    }
    Path folder = Files.createDirectories(Path.of("src/test/resources/golden"));
    Files.writeString(folder.resolve(suite.name() + ".txt"), text.toString());
  }
}
