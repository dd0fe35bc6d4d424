package dev.descent;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point down only, and the mathematics knows no files, clocks or loggers. */
class ArchitectureTest {
  private static final String ROOT = "dev.descent.";

  /** What every package may use beside itself and the JDK: packages of core, then libraries. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("math", List.of("jdk.incubator.vector", "dev.ludovic.netlib..")),
          Map.entry("data", List.of("dev.descent.math")),
          Map.entry("loss", List.of("dev.descent.math", "dev.descent.data")),
          Map.entry("network", List.of("dev.descent.math", "dev.descent.data")),
          Map.entry("encode", List.of("dev.descent.math", "dev.descent.data")),
          Map.entry("penalty", List.of("dev.descent.math")),
          Map.entry(
              "objective",
              List.of(
                  "dev.descent.loss",
                  "dev.descent.network",
                  "dev.descent.penalty",
                  "dev.descent.data",
                  "dev.descent.math")),
          Map.entry("optimize", List.of("dev.descent.math")),
          Map.entry(
              "solve",
              List.of(
                  "dev.descent.objective",
                  "dev.descent.penalty",
                  "dev.descent.data",
                  "dev.descent.optimize",
                  "dev.descent.math")),
          Map.entry(
              "model",
              List.of(
                  "dev.descent.network",
                  "dev.descent.loss",
                  "dev.descent.encode",
                  "dev.descent.data",
                  "dev.descent.math",
                  "com.fasterxml.jackson..")),
          Map.entry("metric", List.of("dev.descent.math")));

  private static final ArchRule NO_FILES =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "know files",
                  type ->
                      type.getPackageName().startsWith("java.nio.file")
                          || type.getName().startsWith("java.io.File")
                          || type.getName().equals("java.io.RandomAccessFile")
                          || type.getName().equals("java.nio.channels.FileChannel")));

  private static final ArchRule NO_LOGGERS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..", "org.slf4j..", "org.apache.logging..", "org.apache.log4j..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(System.Logger.class);

  private static final ArchRule NO_CLOCKS =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.time..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Date.class, java.util.Calendar.class);

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.descent");

  static Stream<String> packages() {
    return MAY_USE.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void arrowsPointDown(String name) {
    arrows(name, requireNonNull(MAY_USE.get(name))).check(CORE);
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> found =
        CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).isEqualTo(packages().map(ROOT::concat).collect(Collectors.toSet()));
  }

  @Test
  void nothingKnowsFiles() {
    NO_FILES.check(CORE);
  }

  @Test
  void nothingLogs() {
    NO_LOGGERS.check(CORE);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
  }

  @Test
  void nothingReadsAClock() {
    NO_CLOCKS.check(CORE);
  }

  @Test
  void everyPackageIsNullMarked() {
    new ClassFileImporter()
        .importPackages("dev.descent").stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .forEach(name -> assertThat(isNullMarked(name)).as(name).isTrue());
    assertThat(isNullMarked("java.util")).isFalse();
  }

  @Test
  void theRulesBite() {
    assertThat(arrows("objective", List.of("dev.descent.loss")).evaluate(CORE).hasViolation())
        .isTrue();
    JavaClasses forbidden = new ClassFileImporter().importClasses(Forbidden.class);
    assertThat(List.of(NO_FILES, NO_LOGGERS, NO_CLOCKS, NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS))
        .allMatch(rule -> rule.evaluate(forbidden).hasViolation());
  }

  /** Does what no class of core may do. */
  static final class Forbidden {
    void log(String message) {
      System.out.println(message);
      System.getLogger(message).log(System.Logger.Level.INFO, message);
    }

    long now() {
      return System.currentTimeMillis();
    }

    Path here() {
      return Path.of("");
    }
  }

  private static ArchRule arrows(String name, List<String> mayUse) {
    Stream<String> allowed =
        Stream.concat(Stream.of("java..", "org.jspecify..", ROOT + name), mayUse.stream());
    return classes()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new));
  }

  private static boolean isNullMarked(String name) {
    try {
      return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
