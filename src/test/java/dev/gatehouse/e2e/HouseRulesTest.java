package dev.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the house that no compiler holds, over the sources of every module. */
class HouseRulesTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> MODULES = List.of("postgres", "core", "control", "app");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)[^)]*\\)");

  @Test
  void noSourceFileIsLongerThan400Lines() {
    assertThat(javaSources().filter(file -> lines(file).size() > 400)).isEmpty();
  }

  /**
   * Says in the default run which suites it leaves out; CI runs each of them by its name, except
   * mutation testing, whose command and latest figure stand in docs/quality.md.
   */
  @Test
  void everySuiteThatTheDefaultRunLeavesOutIsNamedAndKnown() {
    Pattern excluded = Pattern.compile("<excluded.test.groups>([a-z,]+)</excluded.test.groups>");
    Pattern tag = Pattern.compile("@Tag\\(\"([a-z]+)\"\\)");
    Set<String> leftOut = new TreeSet<>();
    Set<String> tagged = new TreeSet<>();
    for (String module : List.of("postgres", "core", "control", "app", "src/test")) {
      Path root = ROOT.resolve(module);
      excluded
          .matcher(text(root.resolve("pom.xml")))
          .results()
          .forEach(found -> leftOut.addAll(List.of(found.group(1).split(","))));
      Path tests = module.equals("src/test") ? root.resolve("java") : root.resolve("src/test/java");
      filesBelow(tests)
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> tag.matcher(text(file)).results().forEach(t -> tagged.add(t.group(1))));
    }
    System.out.println(
        "This run leaves out the suites "
            + leftOut
            + ", which .ci/run says how to run, and mutation testing,"
            + " for which docs/quality.md does.");
    assertThat(tagged).isEqualTo(leftOut);
    assertThat(text(ROOT.resolve(".ci/run"))).contains("tag mariadb", "tag large", "-Pkeycloak");
    assertThat(text(ROOT.resolve("docs/quality.md"))).contains("-Pmutation");
  }

  @Test
  void everyPackageSaysThatItsTypesAreNonNull() {
    List<Path> missing =
        javaSources()
            .map(Path::getParent)
            .distinct()
            .filter(dir -> dir.toString().contains("src/main/java"))
            .filter(
                dir -> {
                  Path info = dir.resolve("package-info.java");
                  return !Files.exists(info) || !text(info).contains("@NullMarked");
                })
            .toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void noMainSourceHoldsUnfinishedWork() {
    Pattern unfinished = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|not (yet )?implemented");
    assertThat(mainSources().filter(file -> unfinished.matcher(text(file)).find())).isEmpty();
  }

  @Test
  void oneClassHandsWorkToTheUiThread() {
    assertThat(mainSources().filter(file -> text(file).contains("Platform.runLater(")))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void everyLinkOfTheDocumentationLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(ROOT)) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .forEach(
              file -> {
                Matcher link = LINK.matcher(text(file));
                while (link.find()) {
                  if (!Files.exists(file.resolveSibling(link.group(1)))) {
                    broken.add(ROOT.relativize(file) + " -> " + link.group(1));
                  }
                }
              });
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void theReadmeOpensWithTheTwoCommands() {
    String opening =
        String.join("\n", lines(ROOT.resolve("README.md")).stream().limit(30).toList());
    assertThat(opening).contains("./gatehouse demo").contains("mvn verify");
  }

  private static Stream<Path> mainSources() {
    return javaSources().filter(file -> file.toString().contains("src/main/java"));
  }

  private static Stream<Path> javaSources() {
    return Stream.concat(MODULES.stream().map(ROOT::resolve), Stream.of(ROOT.resolve("src/test")))
        .flatMap(HouseRulesTest::filesBelow)
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !file.toString().contains("/target/"));
  }

  private static Stream<Path> filesBelow(Path dir) {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
