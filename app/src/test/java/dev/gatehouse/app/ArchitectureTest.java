package dev.gatehouse.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What may know what in the app (docs/architecture.md). */
class ArchitectureTest {
  private static final String APP = "dev.gatehouse.app..";
  private static final String WORKBENCH = "dev.gatehouse.app.workbench..";
  private static final String DEMO = "dev.gatehouse.app.demo..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.gatehouse.app");

  @Test
  void ofTheControlServiceTheAppSeesOnlyWhatTravels() {
    noClasses()
        .that()
        .resideOutsideOfPackage(DEMO)
        .and()
        .doNotHaveFullyQualifiedName("dev.gatehouse.app.cli.ControlCommand")
        .and()
        // Like the command above, it does the service's work where the service runs.
        .doNotHaveFullyQualifiedName("dev.gatehouse.app.cli.CheckSourceCommand")
        .and()
        // It works without a service, and mints by the same hand.
        .resideOutsideOfPackage("dev.gatehouse.app.sandbox..")
        .should()
        .dependOnClassesThat(
            describe(
                "are of the control service and do not travel",
                type ->
                    type.getPackageName().startsWith("dev.gatehouse.control")
                        && !type.getPackageName().equals("dev.gatehouse.control.api")))
        .because("between the app and the service there is HTTP and nothing else")
        .check(CLASSES);
  }

  @Test
  void onlyTheWorkbenchKnowsJavaFx() {
    noClasses()
        .that()
        .resideOutsideOfPackage(WORKBENCH)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "org.fxmisc..", "org.controlsfx..", "atlantafx..")
        .because("the servers and the command line start without JavaFX on the class path")
        .check(CLASSES);
  }

  @Test
  void viewModelsDrawNothing() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx.scene..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void atMostOneClassHandsWorkToTheFxThread() {
    Set<String> callers =
        CLASSES.stream()
            .filter(type -> type.getMethodCallsFromSelf().stream().anyMatch(this::isRunLater))
            .map(ArchitectureTest::outermost)
            .collect(Collectors.toSet());
    assertThat(callers).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void theClientIsBuiltFromItsPartsUpwards() {
    noClasses()
        .that()
        .resideInAPackage("dev.gatehouse.app.session..")
        .should()
        .dependOnClassesThat(ofTheAppOutside("dev.gatehouse.app.session"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.gatehouse.app.client.control..")
        .should()
        .dependOnClassesThat(
            ofTheAppOutside("dev.gatehouse.app.session", "dev.gatehouse.app.client.control"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.gatehouse.app.client.signin..")
        .should()
        .dependOnClassesThat(
            ofTheAppOutside(
                "dev.gatehouse.app.session",
                "dev.gatehouse.app.client.control",
                "dev.gatehouse.app.client.signin"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.gatehouse.app.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.gatehouse.app.cli..", WORKBENCH, DEMO)
        .check(CLASSES);
  }

  @Test
  void ofTheControlServiceASandboxUsesTheMintingAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.gatehouse.app.sandbox..")
        .should()
        .dependOnClassesThat(
            describe(
                "are of the control service and do not mint",
                type ->
                    type.getPackageName().startsWith("dev.gatehouse.control")
                        && !Set.of("dev.gatehouse.control.minting", "dev.gatehouse.control.config")
                            .contains(type.getPackageName())))
        .check(CLASSES);
  }

  @Test
  void onlyTheSignInKnowsTheLibrariesOfProvidersAndKeychains() {
    noClasses()
        .that()
        .resideInAPackage(APP)
        .and()
        .resideOutsideOfPackages("dev.gatehouse.app.client.signin..", DEMO)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.microsoft..", "com.github.javakeyring..", "com.nimbusds.openid..")
        .check(CLASSES);
  }

  @Test
  void nothingOfTheAppSpeaksToADatabaseByItself() {
    noClasses()
        .that()
        .resideInAPackage(APP)
        .and()
        .resideOutsideOfPackage(DEMO)
        .and()
        // It hands the grant's credentials to the catalog reader and names what went wrong.
        .doNotHaveFullyQualifiedName("dev.gatehouse.app.client.CatalogSource")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.postgresql..", "com.zaxxer..")
        .because("statements go through the governed session")
        .check(CLASSES);
  }

  private boolean isRunLater(JavaMethodCall call) {
    return call.getTargetOwner().getFullName().equals("javafx.application.Platform")
        && call.getName().equals("runLater");
  }

  private static String outermost(JavaClass type) {
    return type.getFullName().split("\\$", 2)[0];
  }

  private static DescribedPredicate<JavaClass> ofTheAppOutside(String... packages) {
    return describe(
        "are of the app outside of " + String.join(", ", packages),
        type ->
            type.getPackageName().startsWith("dev.gatehouse.app")
                && !Set.of(packages).contains(type.getPackageName()));
  }

  private static DescribedPredicate<JavaClass> describe(String text, Predicate<JavaClass> test) {
    return DescribedPredicate.describe(text, test);
  }
}
