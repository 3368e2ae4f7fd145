package dev.gatehouse.benchmarks;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.decision.Decider;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicySet;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From text to decision: gate, parser, resolver, policy, masks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
public class VerdictBenchmark {
  private static final String POLICY =
      """
      version: 1
      tags:
        - { columns: "tpc.customer.c_email_address", tag: pii.email }
        - { columns: "tpc.customer.c_last_name", tag: pii.name }
        - { columns: "tpc.customer_address.ca_street_name", tag: pii.address }
      masks:
        - { tag: pii.email, mask: email }
        - { tag: pii.name, mask: redact }
        - { tag: pii.address, mask: redact }
      rules:
        - id: read-sales
          effect: allow
          who: { groups: [analysts] }
          what: { environment: staging, relations: ["tpc.*"], actions: [read] }
          when: "grant.purpose != ''"
          reason: Analysts read sales.
        - id: no-demographics
          effect: deny
          who: { groups: [interns] }
          what: { relations: ["tpc.customer_demographics"], actions: [read] }
          reason: Demographics are not for interns.
      """;
  private static final String TYPICAL =
      """
      select c.c_customer_id, c.c_email_address, ca.ca_city, count(*) as orders,
             sum(ss.ss_net_paid) as paid
        from customer c
        join customer_address ca on ca.ca_address_sk = c.c_current_addr_sk
        join store_sales ss on ss.ss_customer_sk = c.c_customer_sk
       where ca.ca_state in ('TN', 'SD') and ss.ss_quantity between 1 and 20
       group by c.c_customer_id, c.c_email_address, ca.ca_city
       order by paid desc
       limit 100
      """;

  private final StatementAnalyzer analyzer = Analyzers.forDialect(Dialect.POSTGRESQL);
  private final List<String> queries = TpcDs.queries();
  private final CatalogSnapshot catalog = TpcDs.catalog(queries);
  private final PolicySet policy;
  private final Decider decider;
  private final Grant grant;
  private int next;

  /** Under a small policy. */
  public VerdictBenchmark() {
    try {
      policy = PolicySet.parse(POLICY);
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
    decider = new Decider(policy, catalog);
    grant = People.grant("tpc", policy);
  }

  /** A join of three tables with a masked column. */
  @Benchmark
  public Object typical() {
    return verdict(TYPICAL);
  }

  /** One of the 99, in turn. */
  @Benchmark
  public Object tpcds() {
    next = (next + 1) % TpcDs.QUERIES;
    return verdict(queries.get(next));
  }

  private Object verdict(String sql) {
    return switch (analyzer.analyze(sql, catalog)) {
      case AnalysisResult.Refused refused -> refused;
      case AnalysisResult.Understood understood ->
          decider.decide(understood.facts(), People.ANALYST, grant, Instant.now());
    };
  }
}
