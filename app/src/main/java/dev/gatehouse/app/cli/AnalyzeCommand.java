package dev.gatehouse.app.cli;

import dev.gatehouse.app.catalogs.CatalogFiles;
import dev.gatehouse.app.catalogs.Fields;
import dev.gatehouse.app.catalogs.FileProblem;
import dev.gatehouse.app.policytest.Assumptions;
import dev.gatehouse.app.policytest.Judge;
import dev.gatehouse.app.sandbox.DatabaseAddress;
import dev.gatehouse.app.sandbox.SandboxCatalogs;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.sql.TextRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse analyze}: what statements are and what a policy says of them; nothing runs. */
@Command(
    name = "analyze",
    sortOptions = false,
    description = {
      "Say what statements do, column by column, and what a policy decides; nothing runs.",
      "The schema comes from a catalog file or from a database; without either there is none, and"
          + " only statements without relations are understood.",
      "The exit code is 0 when every statement got an answer, also where that is a refusal."
    })
final class AnalyzeCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description = "postgresql, mariadb or mysql (default: the schema's, else postgresql)")
  private @Nullable String dialect;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "the schema, as --save-catalog writes it")
  private @Nullable Path catalogFile;

  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--save-catalog",
      paramLabel = "FILE",
      description = "write the schema to a file; without statements, that is all")
  private @Nullable Path saveCatalog;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "the policy that decides (default: none)")
  private @Nullable Path policyFile;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      defaultValue = "somebody",
      description = "who would run them (default: ${DEFAULT-VALUE})")
  private String name = "";

  @Mixin private final AccessOptions access = new AccessOptions();
  @Mixin private final EntryOptions entries = new EntryOptions();

  @Option(names = "--json", description = "one JSON object a statement, on a line of its own")
  private boolean json;

  AnalyzeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    Terminal terminal = context.terminal();
    PolicySet policy = policyFile == null ? null : PolicyFile.read(policyFile);
    boolean onlySaves = saveCatalog != null && !entries.given();
    List<StatementEntry> given = onlySaves ? List.of() : entries.read(terminal);
    StateDirectory.logQuietly(terminal);
    CatalogSnapshot catalog = catalog(terminal);
    if (saveCatalog != null) {
      CatalogFiles.write(saveCatalog, catalog);
    }
    Assumptions assumed = policy == null ? null : assumptions(policy, catalog.dialect());
    Judge judge = new Judge(catalog);
    AnalysisPrinter printer =
        json ? new AnalysisJsonPrinter(terminal.out()) : new AnalysisTextPrinter(terminal.out());
    for (StatementEntry entry : given) {
      int number = 0;
      for (TextRange range : entries.statements(entry, catalog.dialect())) {
        printer.print(analysed(judge, entry, ++number, range, policy, assumed));
      }
    }
    return ExitCode.OK.number();
  }

  private static Analysed analysed(
      Judge judge,
      StatementEntry entry,
      int number,
      TextRange range,
      @Nullable PolicySet policy,
      @Nullable Assumptions assumed) {
    String sql = range.of(entry.sql());
    long started = System.nanoTime();
    AnalysisResult result = judge.analyze(sql);
    Optional<Decision> decision =
        result instanceof AnalysisResult.Understood understood && policy != null && assumed != null
            ? Optional.of(judge.decide(understood, policy, assumed, Instant.now()))
            : Optional.empty();
    return new Analysed(
        entry,
        number,
        range.start(),
        sql,
        result,
        decision,
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started));
  }

  private Assumptions assumptions(PolicySet policy, Dialect spoken) throws GatehouseException {
    String fallback = database.given() ? database.address().database() : "database";
    return access.assumptions(name, policy, spoken, fallback);
  }

  private CatalogSnapshot catalog(Terminal terminal) throws GatehouseException {
    if (catalogFile != null && database.given()) {
      throw bad("Give the schema either with --catalog or with --url, not both.");
    }
    Optional<Dialect> asked = dialect();
    if (catalogFile == null && !database.given()) {
      return new CatalogSnapshot(asked.orElse(Dialect.POSTGRESQL), "", List.of(), List.of());
    }
    CatalogSnapshot read =
        catalogFile != null ? CatalogFiles.read(catalogFile) : fromDatabase(terminal);
    if (asked.filter(word -> word != read.dialect()).isPresent()) {
      throw bad(
          "The schema is of a server that speaks "
              + read.dialect().name().toLowerCase(Locale.ROOT)
              + "; leave --dialect out.");
    }
    return read;
  }

  private CatalogSnapshot fromDatabase(Terminal terminal) throws GatehouseException {
    DatabaseAddress address = database.address();
    DataSourceId id =
        new DataSourceId(
            address.database(), Environment.PRODUCTION, address.family(), address.database());
    return SandboxCatalogs.read(database.source(address, id, terminal));
  }

  private Optional<Dialect> dialect() throws GatehouseException {
    if (dialect == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Fields.word("--dialect", dialect, Dialect.class));
    } catch (FileProblem e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private static GatehouseException bad(String sentence) {
    return new GatehouseException(Kind.BAD_INPUT, sentence);
  }
}
