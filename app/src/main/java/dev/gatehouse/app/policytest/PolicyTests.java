package dev.gatehouse.app.policytest;

import dev.gatehouse.app.catalogs.CatalogFiles;
import dev.gatehouse.app.catalogs.Fields;
import dev.gatehouse.app.catalogs.FileProblem;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.policy.PolicySet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A file of golden cases (policy-tests.schema.json): statements, who runs them, and what the policy
 * must say. Paths in it are relative to it. No server takes part.
 */
public final class PolicyTests {
  static final Set<String> FILE =
      Set.of(
          "version",
          "policy",
          "dialect",
          "catalog",
          "search_path",
          "tables",
          "views",
          "defaults",
          "cases");

  private final CaseRunner runner;
  private final List<PolicyCase> cases;

  private PolicyTests(CaseRunner runner, List<PolicyCase> cases) {
    this.runner = runner;
    this.cases = List.copyOf(cases);
  }

  /** Reads a policy for somebody who is told what is wrong with it. */
  @FunctionalInterface
  public interface PolicyReader {
    PolicySet read(Path file) throws GatehouseException;
  }

  /**
   * Reads the file, its policy and its catalog.
   *
   * @param policy a policy that is tested instead of the one that the file names
   * @param policies reads a policy
   * @param now the moment of cases that name none
   * @throws GatehouseException with one sentence that names the file and the place
   */
  public static PolicyTests read(
      Path file, @Nullable Path policy, PolicyReader policies, Instant now)
      throws GatehouseException {
    try {
      Fields fields = Fields.of(YamlFiles.read(file), "", FILE);
      if (fields.number("version", 1) != 1) {
        throw new FileProblem("This version reads cases of version 1.");
      }
      PolicySet tested = policies.read(policy != null ? policy : named(file, fields));
      Dialect dialect = fields.word("dialect", Dialect.class, Dialect.POSTGRESQL);
      CatalogSnapshot catalog = catalog(file, fields, dialect);
      return new PolicyTests(
          new CaseRunner(tested, new Judge(catalog)),
          cases(fields, tested, catalog.dialect(), now));
    } catch (FileProblem e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The file " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static Path named(Path file, Fields fields) throws FileProblem {
    Optional<String> name = fields.text("policy");
    if (name.isEmpty()) {
      throw new FileProblem("It names no policy; write policy: FILE, or give --policy FILE.");
    }
    return file.resolveSibling(name.get());
  }

  private static CatalogSnapshot catalog(Path file, Fields fields, Dialect dialect)
      throws FileProblem, GatehouseException {
    if (fields.has("catalog")) {
      if (fields.has("tables") || fields.has("views") || fields.has("search_path")) {
        throw new FileProblem(
            "It has a catalog, so tables, views and search_path would be overlooked; keep one of"
                + " both.");
      }
      CatalogSnapshot read = CatalogFiles.read(file.resolveSibling(fields.required("catalog")));
      if (fields.has("dialect") && read.dialect() != dialect) {
        throw new FileProblem("Its dialect is not the catalog's; leave dialect out.");
      }
      return read;
    }
    List<String> path = fields.has("search_path") ? fields.texts("search_path") : List.of("public");
    if (path.isEmpty()) {
      throw new FileProblem("Its search_path is empty; name at least one schema.");
    }
    InlineTables tables = new InlineTables(dialect, path);
    if (fields.has("tables")) {
      tables.tables(fields.node("tables"));
    }
    if (fields.has("views")) {
      tables.views(fields.node("views"));
    }
    return tables.catalog();
  }

  private static List<PolicyCase> cases(Fields file, PolicySet policy, Dialect dialect, Instant now)
      throws FileProblem {
    JsonNode given =
        file.has("defaults") ? file.node("defaults") : JsonNodeFactory.instance.objectNode();
    CaseReader reader =
        new CaseReader(policy, dialect, Fields.of(given, "defaults", CaseReader.WHO), now);
    List<PolicyCase> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode item : file.items("cases")) {
      PolicyCase read = reader.read(item, "cases[" + cases.size() + "]");
      if (!names.add(read.name())) {
        throw new FileProblem("Two cases are called '" + read.name() + "'.");
      }
      cases.add(read);
    }
    if (cases.isEmpty()) {
      throw new FileProblem("It has no cases.");
    }
    return cases;
  }

  /**
   * Runs every case, in order.
   *
   * @param each told of each as it is done
   * @return whether all hold
   */
  public boolean run(Consumer<CaseResult> each) {
    boolean all = true;
    for (PolicyCase test : cases) {
      CaseResult result = runner.run(test);
      all &= result.holds();
      each.accept(result);
    }
    return all;
  }
}
