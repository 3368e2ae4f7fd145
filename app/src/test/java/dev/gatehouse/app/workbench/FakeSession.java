package dev.gatehouse.app.workbench;

import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.decision.RuleVerdict;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.pipeline.Confirmation;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.pipeline.Preview;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A governed session over the shop that decides by looking for words. */
final class FakeSession implements GovernedSession {
  private static final Pattern FROM = Pattern.compile("\\b(?:from|into|update)\\s+([\\w.]+)");
  private final GrantView grant;
  private final Environment environment;
  private final Consumer<String> endedBy;
  private final CatalogSnapshot catalog = FakeShop.catalog();
  private final List<String> ran = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private volatile boolean ended;

  FakeSession(GrantView grant, Environment environment, Consumer<String> endedBy) {
    this.grant = grant;
    this.environment = environment;
    this.endedBy = endedBy;
  }

  /** Ends as an expired grant would. */
  void expire() {
    ended = true;
    endedBy.accept("Your access ended at 10:38. Ask again to go on.");
  }

  synchronized List<String> ran() {
    return List.copyOf(ran);
  }

  synchronized List<String> left() {
    return List.copyOf(left);
  }

  @Override
  public String id() {
    return "s-1";
  }

  @Override
  public Grant grant() {
    return new Grant(
        grant.id(),
        Principal.person("https://login.example.org", "p-1", grant.requester(), Set.of()),
        new DataSourceId(grant.source(), environment, Dialect.POSTGRESQL, "shop"),
        Set.copyOf(grant.relations()),
        Set.of(Action.READ),
        Set.of(),
        ExportFormat.NONE,
        0,
        grant.purpose(),
        grant.ticket(),
        FakeShop.NOW,
        FakeShop.NOW.plusSeconds(3600),
        List.of(),
        grant.ruleIds(),
        "sha256:0");
  }

  @Override
  public CatalogSnapshot catalog() {
    return catalog;
  }

  @Override
  public Preview preview(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT).strip();
    if (lower.startsWith("merge")) {
      return new Preview.Refused(
          Refusal.at(
              RefusalCode.UNSUPPORTED,
              "MERGE",
              "MERGE is not supported yet; write an INSERT or an UPDATE instead.",
              0));
    }
    int nowhere = lower.indexOf("nowhere");
    if (nowhere >= 0) {
      return new Preview.Refused(
          Refusal.at(
              RefusalCode.UNKNOWN_NAME,
              "nowhere",
              "There is no table nowhere in this database; check the name.",
              nowhere));
    }
    return new Preview.Decided(
        new Facts(
            StatementKind.SELECT,
            Set.of(),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            false),
        decide(lower));
  }

  private Decision decide(String lower) {
    if (lower.contains("salary") || lower.contains("employees")) {
      return new Decision.Deny(
          "Salaries are never read through this grant.",
          List.of(
              rule("hr-never", true, "hr.employees is touched"),
              rule("analysts-read-sales", false, "hr.employees is not in sales.*")),
          "sha256:0");
    }
    if (lower.startsWith("delete") || lower.startsWith("update")) {
      return new Decision.Confirm(
          new Obligations(FloorRole.PLAIN, List.of(), 0, ExportFormat.NONE, false),
          environment == Environment.PRODUCTION ? "order_lines" : "",
          "This would change rows that nobody could bring back.",
          List.of(rule("confirm-destructive", true, "it deletes without a narrow condition")),
          "sha256:0");
    }
    List<ColumnMask> masks = masks(columns(lower));
    boolean any = masks.stream().anyMatch(mask -> mask.mask() != MaskKind.NONE);
    Obligations obligations =
        new Obligations(
            any ? FloorRole.SENSITIVE : FloorRole.PLAIN, masks, 100_000, ExportFormat.CSV, any);
    List<RuleVerdict> rules =
        List.of(
            rule("analysts-read-sales", true, "analyst, sales.*, read"),
            rule("hr-never", false, "hr.employees is not touched"));
    return any
        ? new Decision.AllowMasked(
            obligations,
            "Analysts read sales data with personal columns masked.",
            rules,
            "sha256:0")
        : new Decision.Allow(
            obligations, "Analysts may read sales data for a stated purpose.", rules, "sha256:0");
  }

  private static RuleVerdict rule(String id, boolean matched, String why) {
    return new RuleVerdict(
        id, matched ? RuleVerdict.Outcome.MATCHED : RuleVerdict.Outcome.NOT_MATCHED, why);
  }

  private List<Column> columns(String lower) {
    Matcher from = FROM.matcher(lower);
    if (!from.find()) {
      return List.of();
    }
    String name = from.group(1);
    String bare = name.substring(name.indexOf('.') + 1);
    List<Column> all =
        catalog.relations().stream()
            .filter(relation -> relation.name().name().equals(bare))
            .findFirst()
            .map(Relation::columns)
            .orElse(List.of());
    String list = lower.substring(lower.indexOf("select") + 6, lower.indexOf("from"));
    if (list.contains("*")) {
      return all;
    }
    List<Column> chosen = new ArrayList<>();
    for (String part : list.split(",")) {
      String wanted = part.strip().replaceAll("^\\w+\\.", "");
      all.stream().filter(column -> column.name().equals(wanted)).forEach(chosen::add);
    }
    return chosen;
  }

  private static List<ColumnMask> masks(List<Column> columns) {
    List<ColumnMask> masks = new ArrayList<>();
    for (Column column : columns) {
      MaskKind kind =
          switch (column.name()) {
            case "email" -> MaskKind.EMAIL;
            case "phone" -> MaskKind.SHOW_LAST_4;
            case "body" -> MaskKind.REDACT;
            default -> MaskKind.NONE;
          };
      masks.add(
          new ColumnMask(
              masks.size(),
              column.name(),
              kind,
              kind == MaskKind.NONE ? "" : "pii." + column.name() + " → " + kind.policyName()));
    }
    return masks;
  }

  @Override
  public Outcome run(String sql, Interaction interaction) {
    synchronized (this) {
      ran.add(sql);
    }
    long number = numbers.incrementAndGet();
    String lower = sql.toLowerCase(Locale.ROOT);
    if (ended) {
      return new Outcome.Ended(number, "Your access ended at 10:38. Ask again to go on.");
    }
    return switch (preview(sql)) {
      case Preview.Refused refused -> new Outcome.Refused(number, refused.refusal());
      case Preview.Decided decided -> run(number, sql, lower, decided.decision(), interaction);
    };
  }

  private Outcome run(
      long number, String sql, String lower, Decision decision, Interaction interaction) {
    return switch (decision) {
      case Decision.Deny deny -> new Outcome.Denied(number, deny);
      case Decision.NeedsApproval needs -> new Outcome.NeedsApproval(number, needs);
      case Decision.Confirm confirm ->
          interaction.confirm(
                  new Confirmation(confirm, sql, "sales.order_lines", OptionalLong.of(1_284)))
              ? new Outcome.Written(number, confirm, 1_284)
              : new Outcome.NotConfirmed(number, confirm);
      case Decision.Allow allow -> rows(number, lower, allow, allow.obligations());
      case Decision.AllowMasked allow -> rows(number, lower, allow, allow.obligations());
    };
  }

  private Outcome rows(long number, String lower, Decision decision, Obligations obligations) {
    if (lower.contains("pg_sleep")) {
      return sleep(number, decision);
    }
    if (lower.contains("1 / 0")) {
      return new Outcome.Failed(
          number,
          decision,
          new SqlFailure(
              "22012", "division by zero", OptionalInt.of(lower.indexOf("1 / 0")), false));
    }
    List<ResultColumn> columns = new ArrayList<>();
    for (Column column : columns(lower)) {
      columns.add(new ResultColumn(column.name(), column.type(), type(column.type())));
    }
    int total = lower.contains("limit 100") ? 100 : lower.contains("limit 0") ? 0 : 1_730;
    int dies = lower.contains("dies") ? 500 : Integer.MAX_VALUE;
    FakeResult result = new FakeResult(columns, obligations.masks(), total, dies);
    return new Outcome.Rows(
        number, decision, lower.contains("slow") ? result.waitingAt(500, cancelled) : result);
  }

  private Outcome sleep(long number, Decision decision) {
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Outcome.Failed(
        number,
        decision,
        new SqlFailure(
            "57014", "canceling statement due to user request", OptionalInt.empty(), false));
  }

  private static CellType type(String type) {
    if (type.startsWith("numeric")) {
      return CellType.DECIMAL;
    }
    return switch (type) {
      case "bigint", "integer" -> CellType.LONG;
      case "jsonb" -> CellType.JSON;
      default -> CellType.TEXT;
    };
  }

  @Override
  public void cancel() {
    cancelled.countDown();
  }

  @Override
  public synchronized void recordDataLeft(long statement, String how, long rows) {
    left.add(statement + " " + how + " " + rows);
  }

  @Override
  public void end(String reason) {
    ended = true;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    end("closed");
  }
}
