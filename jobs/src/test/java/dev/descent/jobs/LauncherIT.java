package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts/descent says where Java, Maven or Spark is not what it needs, and where all is. */
final class LauncherIT {
  private static final String JAVA_HOME = "JAVA_HOME";
  private static final String SPARK_HOME = "SPARK_HOME";
  private static final String POSTGRESQL = "org.postgresql:postgresql:42.7.8";
  private static final Pattern LARGE_PAGES = Pattern.compile("UseTransparentHugePages *= true");
  private static final String[] JOB = {"train", "job.conf"};

  @TempDir private Path folder;
  private Path script = Path.of("");

  @BeforeEach
  void name() {
    script = Project.root().resolve("scripts/descent");
  }

  @Test
  void noJava() throws Exception {
    assertFails(1, "no java found: install JDK 17 or newer, or set JAVA_HOME", Map.of("PATH", ""));
    String gone = folder.resolve("gone").toString();
    assertFails(
        1,
        "JAVA_HOME has no bin/java: " + gone + "; set it to a JDK 17 or newer, or unset it",
        Map.of(JAVA_HOME, gone));
  }

  @ParameterizedTest
  @CsvSource({
    "11.0.2, 'Java 17 or newer is needed, but HOME/bin/java is 11.0.2: set JAVA_HOME'",
    "1.8.0_392, 'Java 17 or newer is needed, but HOME/bin/java is 8.0_392: set JAVA_HOME'",
    "25.0.1, 'Spark 4.1.0 runs on Java 17 to 23'",
  })
  void aJavaOfAnotherVersion(String version, String expected) throws Exception {
    Path home = folder.resolve("java");
    executable(home.resolve("bin/java"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    assertFails(1, expected.replace("HOME/", home + "/"), Map.of(JAVA_HOME, home.toString()));
  }

  @Test
  void aSparkOfAnotherVersion() throws Exception {
    Path home = Files.createDirectory(folder.resolve("spark"));
    Map<String, String> environment = Map.of(SPARK_HOME, home.toString());
    assertFails(1, "SPARK_HOME has no bin/spark-submit: " + home + "; unset it", environment);
    executable(home.resolve("bin/spark-submit"));
    Files.createDirectory(home.resolve("jars"));
    Files.createFile(home.resolve("jars/spark-core_2.12-3.5.1.jar"));
    assertFails(1, "SPARK_HOME is not Spark 4 for Scala 2.13", environment);
  }

  /** Of a checkout that was never built. */
  @Test
  void noMaven() throws Exception {
    Path scripts = Files.createDirectories(folder.resolve("checkout/scripts"));
    for (String name : List.of("descent", "environment")) {
      Files.copy(script.resolveSibling(name), scripts.resolve(name));
    }
    script = scripts.resolve("descent");
    assertFails(
        1,
        "no mvn found: install Maven 3.8 or newer to build Descent",
        Map.of("PATH", "", JAVA_HOME, System.getProperty("java.home")));
  }

  @Test
  void anOptionOfSparkWithoutItsValue() throws Exception {
    assertFails(2, "--master needs a value", Map.of(), "--master");
  }

  /** Spark itself needs about 450 MB. */
  @Test
  void tooLittleMemory() throws Exception {
    String job = Project.jobFile("iris-logistic", folder).toString();
    assertFails(2, "--driver-memory", Map.of(), "train", job, "--driver-memory=200m");
  }

  /**
   * Classes come from the archive of the build, but those that a caller brings along must be seen
   * by ours, as spark-submit arranges it.
   */
  @Test
  void classesFromAnArchive() throws Exception {
    String start = "dev.descent.jobs.Descent source: ";
    assertThat(loading("train", "missing.conf")).contains(start + "shared objects file (top)");
    String extra = Files.createFile(folder.resolve("extra.jar")).toString();
    assertThat(loading("train", "missing.conf", "--driver-class-path", extra))
        .contains(start + "file:")
        .doesNotContain(start + "shared");
    // Executors of their own get the jar.
    assertThat(loading("train", "missing.conf", "--master=local-cluster[1,1,1024]"))
        .contains(start + "file:");
  }

  /** Of the databases of the tests, so that they are on this machine. */
  @Test
  void packagesComeWithWhatSparkHasNot() throws Exception {
    Path packages = Project.root().resolve("jobs/target/packages");
    Path kept = packages.resolve("org.postgresql_postgresql_42.7.8");
    if (Files.exists(kept)) {
      Files.delete(kept.resolve("postgresql-42.7.8.jar"));
      Files.delete(kept);
    }
    String extra = Files.createFile(folder.resolve("extra.jar")).toString();
    Output output =
        run(
            Map.of("SPARK_PRINT_LAUNCH_COMMAND", "1"),
            "train",
            "missing.conf",
            "--packages=" + POSTGRESQL,
            "--jars=" + extra);
    assertThat(output.exitCode()).as(output.said()).isEqualTo(2);
    assertThat(output.said())
        .contains("finding " + POSTGRESQL + " ...")
        .contains("--jars " + extra + "," + kept + "/postgresql-42.7.8.jar ");
    assertThat(packages).isDirectoryNotContaining("glob:**/made.*");
    assertFails(2, "missing.conf", Map.of(), "train", "missing.conf", "--packages", POSTGRESQL);
    output =
        run(Map.of(), "train", "missing.conf", "--packages=org.scala-lang:scala-library:2.13.17");
    assertThat(output.exitCode()).as(output.said()).isEqualTo(2);
    assertThat(packages.resolve("org.scala-lang_scala-library_2.13.17")).isEmptyDirectory();
  }

  @Test
  void packagesThatAreNone() throws Exception {
    assertFails(2, "--packages must be GROUP:NAME:VERSION,..", Map.of(), "--packages=postgresql");
    Output output = run(Map.of(), "train", "missing.conf", "--packages=dev.descent.none:none:1");
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.said().lines())
        .contains("finding dev.descent.none:none:1 ...")
        .last()
        .asString()
        .contains("descent: --packages dev.descent.none:none:1: Maven says: ", "none:jar:1");
  }

  /** One without an archive of its own classes to lay ours upon says so and ends well. */
  @Test
  void aJavaThatCannotArchiveStartsWithoutIt() throws Exception {
    Path home = folder.resolve("java");
    String version = "17.0.0-unarchived";
    executable(
        home.resolve("bin/java"),
        "case \"$*\" in *ArchiveClassesAtExit*) exit 0 ;; esac",
        "exec '" + System.getProperty("java.home") + "/bin/java' \"$@\"");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path archive = Project.root().resolve("jobs/target/classes-" + version + ".jsa");
    Files.deleteIfExists(archive);
    assertFails(2, "missing.conf", Map.of(JAVA_HOME, home.toString()), "train", "missing.conf");
    assertThat(archive).isEmptyFile();
  }

  /** Spark warns of every glob, with a stack trace, that no file has its name. */
  @Test
  void nothingIsSaidOfAGlob() throws Exception {
    String job = Project.jobFile("iris-logistic", folder).toString();
    String files = "data.train.path=\"" + Project.root().resolve("conf/samples/ir?s.csv") + "\"";
    Output output =
        run(Map.of(), "train", job, files, "output.runs=" + folder.resolve("runs"), "--quiet");
    assertThat(output.exitCode()).as(output.said()).isZero();
    assertThat(output.said()).doesNotContain(" WARN ", "\tat ");
  }

  /** Where there are none, the JVM would tell of it between a command's JSON. */
  @Test
  void largePagesAreAskedForWhereThereAreSome() throws Exception {
    Path kernel = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    boolean given = Files.isReadable(kernel) && !Files.readString(kernel).contains("[never]");
    assertThat(largePages("")).isEqualTo(given);
    assertThat(largePages("-XX:-UseTransparentHugePages")).isFalse();
  }

  /** Whether the JVM of a job uses them with these options of the caller. */
  private boolean largePages(String options) throws Exception {
    Output output =
        run(
            Map.of("SPARK_SUBMIT_OPTS", "-XX:+PrintFlagsFinal " + options),
            "train",
            "missing.conf");
    return output.said().lines().anyMatch(LARGE_PAGES.asPredicate());
  }

  /** What the JVM tells of the classes that it loads. */
  private String loading(String... words) throws Exception {
    Path log = folder.resolve("classes.log");
    String options = "-Xlog:class+load:file=" + log;
    Output output = run(Map.of("SPARK_SUBMIT_OPTS", options), words);
    assertThat(output.exitCode()).as(output.said()).isEqualTo(2);
    return Files.readString(log);
  }

  private static void executable(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    String text = "#!/bin/sh\n" + String.join("\n", lines) + "\n";
    assertThat(Files.writeString(file, text).toFile().setExecutable(true)).isTrue();
  }

  private void assertFails(
      int exitCode, String expected, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Output output = run(environment, words.length == 0 ? JOB : words);
    assertThat(output.exitCode()).as(output.said()).isEqualTo(exitCode);
    assertThat(output.said().lines().filter(line -> !line.startsWith("WARNING: Using incubator")))
        .singleElement()
        .asString()
        .contains(expected);
  }

  private record Output(int exitCode, String said) {}

  private Output run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of(JAVA_HOME, SPARK_HOME));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), said);
  }
}
