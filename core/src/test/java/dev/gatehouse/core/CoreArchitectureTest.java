package dev.gatehouse.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what docs/architecture.md says of the core. */
class CoreArchitectureTest {
  private static final String ROOT = "dev.gatehouse.core.";

  /** The straight line: a stage imports only the stages before it. */
  private static final List<String> STAGES =
      List.of(
          "identity",
          "catalog",
          "sql",
          "analysis",
          "policy",
          "grant",
          "decision",
          "result",
          "masking",
          "audit",
          "execution",
          "pipeline");

  private static final int MOST_LINES = 400;

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.gatehouse.core");

  static Stream<String> stages() {
    return STAGES.stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aStageImportsOnlyTheStagesBeforeIt(String stage) {
    List<String> later = STAGES.subList(STAGES.indexOf(stage) + 1, STAGES.size());
    if (later.isEmpty()) {
      return;
    }
    noClasses()
        .that()
        .resideInAPackage(ROOT + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later.stream().map(s -> ROOT + s + "..").toArray(String[]::new))
        .check(CORE);
  }

  @Test
  void everyPackageIsAStage() {
    Set<String> found =
        CORE.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length()).split("\\.")[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(found).isEqualTo(new TreeSet<>(STAGES));
  }

  @ParameterizedTest
  @CsvSource({
    "sql, net.sf.jsqlparser",
    "execution.jdbc, java.sql",
    "execution.jdbc, javax.sql",
    "execution.jdbc, org.postgresql",
    "execution.jdbc, com.zaxxer",
    "policy, dev.cel",
    "policy, org.snakeyaml",
    "grant, com.nimbusds",
  })
  void onlyOnePackageSees(String owner, String library) {
    // The audit log signs with device keys of the same library.
    String alsoAllowed = library.equals("com.nimbusds") ? ROOT + "audit.." : ROOT + owner + "..";
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + owner + "..", alsoAllowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .check(CORE);
  }

  @Test
  void theCoreHasNoWindowAndNoWebServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "io.javalin..", "java.awt..", "javax.swing..")
        .check(CORE);
  }

  @Test
  void theVerifierSharesNoCodeWithTheWriter() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "audit.verify..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            STAGES.stream()
                .filter(stage -> !stage.equals("audit"))
                .map(stage -> ROOT + stage + "..")
                .toArray(String[]::new))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "audit")
        .check(CORE);
  }

  @Test
  void everyPackageIsNullMarked() throws ClassNotFoundException {
    Set<String> packages =
        CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    for (String name : packages) {
      assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
    }
  }

  @Test
  void noFileIsTooLong() throws IOException {
    Path sources = Path.of("src", "main");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> tooLong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > MOST_LINES)
              .map(Path::toString)
              .toList();
      assertThat(tooLong).isEmpty();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
