package dev.descent.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the packages of the application may know. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.descent.jobs");

  @Test
  void runFoldersKnowNeitherSparkNorJobFilesNorTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.descent.jobs.run")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "dev.descent.spark..",
            "dev.descent.jobs",
            "dev.descent.jobs.spec",
            "picocli..")
        .check(CLASSES);
  }

  @Test
  void theModelStoreKnowsNeitherSparkNorJobFilesNorTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.descent.jobs.store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "dev.descent.spark..",
            "dev.descent.jobs",
            "dev.descent.jobs.spec",
            "picocli..")
        .check(CLASSES);
  }

  @Test
  void thePolicyOfRetrainingIsPure() {
    classes()
        .that()
        .resideInAPackage("dev.descent.jobs.retrain")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.descent.jobs.retrain",
            "dev.descent.jobs.spec",
            "dev.descent.metric",
            "java.lang..",
            "java.time..",
            "java.util..",
            "org.jspecify.annotations")
        .check(CLASSES);
  }

  @Test
  void whatTuningTriesIsPure() {
    classes()
        .that()
        .resideInAPackage("dev.descent.jobs.tune")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.descent.jobs.tune",
            "dev.descent.jobs.spec",
            "dev.descent.math",
            "java.lang..",
            "java.math..",
            "java.util..",
            "org.jspecify.annotations")
        .check(CLASSES);
  }

  @Test
  void reportsKnowRunFoldersAlone() {
    classes()
        .that()
        .resideInAPackage("dev.descent.jobs.report")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.descent.jobs.report",
            "dev.descent.jobs.run",
            "dev.descent.math",
            "com.fasterxml.jackson.databind..",
            "java.io..",
            "java.lang..",
            "java.math..",
            "java.nio.charset..",
            "java.util..",
            "org.jspecify.annotations")
        .check(CLASSES);
  }

  @Test
  void theBenchmarkKnowsTheProgramByItsCommandLineAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.descent.jobs.bench")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.descent.jobs", "dev.descent.jobs.spec")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandsKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.descent.jobs")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "me.tongfei..")
        .check(CLASSES);
  }

  @Test
  void noJavaSerializationIsReadAnywhere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(CLASSES);
  }

  /** But that of the kernels, which need a module of the JVM that may be missing. */
  @Test
  void noClassIsLoadedByItsNameAnywhere() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.descent.math.KernelChoice")
        .should()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
        .orShould()
        .callMethod(ClassLoader.class, "loadClass", String.class)
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.descent"));
  }
}
