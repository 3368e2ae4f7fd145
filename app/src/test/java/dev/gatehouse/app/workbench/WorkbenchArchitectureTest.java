package dev.gatehouse.app.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehouse.app.workbench.base.FxThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/** The rules of the workbench's house. */
class WorkbenchArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/gatehouse/app/workbench");
  private static final Path RESOURCES = Path.of("src/main/resources/dev/gatehouse/app/workbench");
  private static final JavaClasses WORKBENCH =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.gatehouse.app.workbench");

  @Test
  void aViewModelSeesNoSceneGraph() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .or()
        .haveSimpleNameEndingWith("Workflow")
        .and()
        .haveSimpleNameNotEndingWith("AskWorkflow")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx.scene..", "javafx.stage..")
        .check(WORKBENCH);
  }

  @Test
  void oneClassAloneSchedulesOnTheFxThread() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(FxThread.class, Driver.class)
        .should()
        .callMethod(Platform.class, "runLater", Runnable.class)
        .check(WORKBENCH);
  }

  @Test
  void theWorkbenchSeesNoDatabaseDriverAndNoHttp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "java.net.http..", "org.postgresql..")
        .check(WORKBENCH);
  }

  @Test
  void whatFeaturesStandOnKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..workbench.base", "..workbench.design", "..workbench.grid", "..workbench.editor")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..workbench.query", "..workbench.access", "..workbench.review", "..workbench.shell")
        .check(WORKBENCH);
    classes()
        .that()
        .resideInAPackage("..workbench.query")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("..workbench.access", "..workbench.review", "..workbench.shell")
        .check(WORKBENCH);
  }

  @Test
  void everyTextStandsInTheBundle() throws IOException {
    Properties texts = new Properties();
    try (var reader = Files.newBufferedReader(RESOURCES.resolve("strings.properties"))) {
      texts.load(reader);
    }
    Pattern key = Pattern.compile("Strings\\s*\\.(?:get|counted)\\(\\s*\"([\\w.]+[\\w])\"");
    Set<String> missing = new TreeSet<>();
    for (Path file : files(SOURCES, ".java")) {
      Matcher found = key.matcher(Files.readString(file));
      while (found.find()) {
        if (!texts.containsKey(found.group(1))) {
          missing.add(found.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void aStyleSheetNamesOnlyLookedUpColours() throws IOException {
    Pattern literal = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(");
    for (Path file : files(RESOURCES.resolve("css"), ".css")) {
      if (!file.getFileName().toString().startsWith("tokens-")) {
        assertThat(literal.matcher(Files.readString(file)).results().map(r -> r.group()).toList())
            .as(file.toString())
            .isEmpty();
      }
    }
  }

  @Test
  void bothThemesDefineTheSameColours() throws IOException {
    Set<String> light = names(RESOURCES.resolve("css/tokens-light.css"));
    Set<String> dark = names(RESOURCES.resolve("css/tokens-dark.css"));
    dark.remove("-color-bg-overlay");
    assertThat(dark).isEqualTo(light);
  }

  private static Set<String> names(Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    Pattern.compile("(?m)^\\s+(-color-[\\w-]+):")
        .matcher(Files.readString(file))
        .results()
        .forEach(found -> names.add(found.group(1)));
    return names;
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }
}
