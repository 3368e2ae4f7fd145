package dev.gatehouse.core.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class VerifierBoundaryTest {
  private static final JavaClasses AUDIT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.gatehouse.core.audit");

  @Test
  void theVerifierStandsAlone() {
    classes()
        .that()
        .resideInAPackage("dev.gatehouse.core.audit.verify")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.gatehouse.core.audit.verify",
            "java..",
            "javax.crypto..",
            "com.nimbusds.jose..",
            "org.jspecify..")
        .check(AUDIT);
  }

  @Test
  void theWriterDoesNotLeanOnTheVerifier() {
    noClasses()
        .that()
        .resideInAPackage("dev.gatehouse.core.audit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.gatehouse.core.audit.verify")
        .check(AUDIT);
  }
}
