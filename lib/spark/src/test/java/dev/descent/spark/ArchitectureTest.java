package dev.descent.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Spark stays in {@code dev.descent.spark}, whose packages know core and the cached tiles only. */
class ArchitectureTest {
  private static final String ROOT = "dev.descent.spark.";

  /** What each may use beside core and Spark. */
  private static final Map<String, List<String>> PACKAGES =
      Map.of(
          "source", List.of(),
          "ship", List.of(),
          "rdd", List.of(),
          "data", List.of("source", "ship", "rdd"),
          "train", List.of("data", "ship", "rdd"),
          "evaluate", List.of("source", "ship", "rdd", "data"),
          "predict", List.of("source", "ship", "rdd", "data"));

  private static final String[] SPARK = {"org.apache.spark..", "org.apache.hadoop..", "scala.."};

  private static final ArchRule ONLY_HERE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.descent.spark..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(SPARK));

  private static final JavaClasses DESCENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.descent");

  @Test
  void onlyThisLibraryUsesSpark() {
    ONLY_HERE.check(DESCENT);
    assertThat(DESCENT.stream().map(JavaClass::getPackageName)).contains("dev.descent.math");
  }

  @ParameterizedTest
  @MethodSource("packages")
  void arrowsPointDown(String name, List<String> siblings) {
    arrows(name, siblings).allowEmptyShould(true).check(DESCENT);
  }

  private static Stream<Arguments> packages() {
    return PACKAGES.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> found =
        DESCENT.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("dev.descent.spark"))
            .collect(Collectors.toSet());
    assertThat(PACKAGES.keySet().stream().map(ROOT::concat)).containsAll(found);
    assertThat(found).isNotEmpty();
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
    ArchRule sparkNowhere = noClasses().should().dependOnClassesThat(resideInAnyPackage(SPARK));
    assertThat(sparkNowhere.evaluate(DESCENT).hasViolation()).isTrue();
    assertThat(arrows("train", List.of()).evaluate(DESCENT).hasViolation()).isTrue();
  }

  private static ArchRule arrows(String name, List<String> siblings) {
    String[] refused =
        PACKAGES.keySet().stream()
            .filter(other -> !other.equals(name) && !siblings.contains(other))
            .map(ROOT::concat)
            .toArray(String[]::new);
    String[] withJobs = Arrays.copyOf(refused, refused.length + 1);
    withJobs[refused.length] = "dev.descent.jobs..";
    return noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat(resideInAnyPackage(withJobs));
  }

  private static boolean isNullMarked(String name) {
    try {
      return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
