package dev.gatehouse.app.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The demo's identity provider lets anybody in, so nothing but the demo may reach it. */
class DemoBoundaryTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.gatehouse");

  @Test
  void nothingOutsideOfTheDemoKnowsItsIdentityProvider() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.gatehouse.app.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.gatehouse.app.demo.idp..")
        .because("it checks no password")
        .check(CLASSES);
  }

  @Test
  void ofTheDemoTheRestKnowsTheCommandAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.gatehouse.app.demo..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are of the demo and not its command",
                type ->
                    type.getPackageName().startsWith("dev.gatehouse.app.demo")
                        && !type.getSimpleName().equals("DemoCommand")))
        .check(CLASSES);
  }

  @Test
  void theIdentityProviderKnowsNothingOfGatehouse() {
    noClasses()
        .that()
        .resideInAPackage("dev.gatehouse.app.demo.idp..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are Gatehouse's own",
                type ->
                    type.getPackageName().startsWith("dev.gatehouse")
                        && !type.getPackageName().startsWith("dev.gatehouse.app.demo.idp")))
        .because("the client must meet a provider as foreign as a company's")
        .check(CLASSES);
  }
}
