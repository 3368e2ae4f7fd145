package dev.gatehouse.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ControlArchitectureTest {
  private static final String ROOT = "dev.gatehouse.control";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void whatTravelsDependsOnNothing() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".api")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + ".api", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void onlyMintingOpensConnectionsToDataSources() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".minting", ROOT + ".database")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.sql.DriverManager")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.sql.Connection")
        .check(CLASSES);
  }

  @Test
  void storesAndServicesKnowNothingOfHttp() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Resource")
        .and()
        .resideOutsideOfPackages(ROOT, ROOT + ".http", ROOT + ".identity")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".grants.Grants")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.javalin..")
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnResources() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Store")
        .or()
        .haveSimpleNameEndingWith("Service")
        .and()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theServiceRunsWithoutAWindow() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "java.awt..", "dev.gatehouse.app..")
        .check(CLASSES);
  }
}
