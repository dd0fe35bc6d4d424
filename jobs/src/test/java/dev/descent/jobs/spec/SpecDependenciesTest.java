package dev.descent.jobs.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpecDependenciesTest {
  private static final String SPEC = "dev.descent.jobs.spec";

  @Test
  void theJobFileKnowsOnlyTheJdkAndHocon() throws URISyntaxException {
    Path main = Path.of(JobSpec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    classes()
        .that()
        .resideInAPackage(SPEC)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(SPEC, "com.typesafe.config", "java..", "org.jspecify.annotations")
        .check(new ClassFileImporter().importPath(main));
  }
}
