package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** What stands in scripts/schedule, as far as it can be checked without the schedulers. */
final class SchedulesTest {
  private static final Path FOLDER = Project.root().resolve("scripts/schedule");

  /** {@code descent retrain ..} up to the end of the line, or of what a shell takes for one. */
  private static final Pattern LINE =
      Pattern.compile("(?:descent|descent\\.jar) (retrain [^|'\n]*)");

  @TempDir private Path folder;

  static Stream<String> schedulers() {
    return Stream.of("systemd", "cron", "airflow", "kubernetes", "docker");
  }

  private static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every exit code of the program, and none that it has not. */
  @ParameterizedTest
  @MethodSource("schedulers")
  void everyReadmeSaysWhatBecomesOfEveryExitCode(String scheduler) {
    Set<Integer> codes =
        new CommandLine(new Descent())
            .getCommandSpec().usageMessage().exitCodeList().keySet().stream()
                .flatMap(keys -> Stream.of(keys.split(", ", -1)))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(codes).contains(ExitCode.DONE, ExitCode.REFUSED, ExitCode.LOST_RACE);
    String told =
        text(scheduler + "/README.md")
            .lines()
            .filter(line -> line.matches("\\| [0-9].*"))
            .map(line -> line.split("\\|", -1)[1])
            .collect(Collectors.joining(","));
    Set<Integer> listed =
        Pattern.compile("\\b[0-9]+\\b")
            .matcher(told)
            .results()
            .map(MatchResult::group)
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed).isEqualTo(codes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"systemd/descent-retrain@.service", "cron/descent-retrain", "docker/README.md"})
  void theLinesAreLinesOfTheProgram(String file) {
    List<String> lines =
        LINE.matcher(text(file).replace("\\\n", ""))
            .results()
            .map(found -> found.group(1).replaceAll("\"\\$\\(.*?\\)\"", "2026-11-27").strip())
            .toList();
    assertThat(lines).isNotEmpty();
    lines.forEach(line -> assertIsALine(List.of(line.split(" ", -1))));
  }

  private static void assertIsALine(List<String> words) {
    assertThat(words).startsWith("retrain", "/etc/descent/churn.conf".replace("churn", job(words)));
    new CommandLine(new Descent()).parseArgs(words.toArray(String[]::new));
  }

  private static String job(List<String> words) {
    return words.get(1).contains("%i") ? "%i" : "churn";
  }

  @Test
  void systemdTakesTheUnits() throws IOException, InterruptedException {
    String service = text("systemd/descent-retrain@.service");
    assertThat(setting(service, "SuccessExitStatus")).isEqualTo("5 130 143");
    assertThat(setting(service, "RestartForceExitStatus")).isEqualTo("6");
    assumeTrue(there("systemd-analyze", "--version"), "systemd-analyze is not there");
    for (String unit : List.of("service", "timer")) {
      String name = "systemd/descent-retrain@." + unit;
      Files.copy(FOLDER.resolve(name), folder.resolve("descent-retrain@churn." + unit));
    }
    String copy = folder + "/descent-retrain@churn.service";
    String timer = folder + "/descent-retrain@churn.timer";
    assertThat(ended("systemd-analyze", "verify", copy, timer)).isEqualTo("0: ");
    String calendar = setting(text("systemd/descent-retrain@.timer"), "OnCalendar");
    assertThat(ended("systemd-analyze", "calendar", calendar)).startsWith("0: ");
    Files.writeString(Path.of(copy), service.replace("Restart=on-abnormal", "Restart=perhaps"));
    assertThat(ended("systemd-analyze", "verify", copy)).isNotEqualTo("0: ");
  }

  private static String setting(String unit, String key) {
    return unit.lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .collect(Collectors.joining("; "));
  }

  @Test
  void cronReadsTheTable() {
    List<String> jobs =
        text("cron/descent-retrain").lines().filter(line -> line.matches("[0-9*].*")).toList();
    assertThat(jobs)
        .hasSize(2)
        .allMatch(line -> line.matches("\\d+ \\d+ \\* \\* \\* descent cd /\\S+ && .*"))
        // Cron ends the command at a percent sign that has no backslash.
        .allMatch(line -> line.matches("([^%]|\\\\%)*"));
    assertThat(jobs.get(0).replaceFirst("^0 2", ""))
        .isEqualTo(jobs.get(1).replaceFirst("^0 5", ""));
  }

  private static Map<?, ?> below(Map<?, ?> above, String key) {
    return (Map<?, ?>) Objects.requireNonNull(above.get(key));
  }

  private static Set<String> keys(Map<?, ?> map) {
    return map.keySet().stream()
        .map(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The fields are those of the types in api/v1beta2 of the Spark operator (kubeflow). */
  @Test
  void theOperatorHasTheFields() {
    Map<?, ?> resource =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(text("kubernetes/scheduled-retrain.yaml"));
    assertThat(resource.get("apiVersion")).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(resource.get("kind")).isEqualTo("ScheduledSparkApplication");
    Map<?, ?> spec = below(resource, "spec");
    assertThat(keys(spec))
        .isSubsetOf(
            words(
                "schedule template suspend concurrencyPolicy successfulRunHistoryLimit"
                    + " failedRunHistoryLimit"));
    assertThat(spec.get("concurrencyPolicy")).isEqualTo("Forbid");
    Map<?, ?> template = below(spec, "template");
    assertThat(keys(template))
        .isSubsetOf(
            words(
                "type sparkVersion mode image imagePullPolicy mainClass mainApplicationFile"
                    + " arguments sparkConf hadoopConf volumes driver executor deps restartPolicy"))
        .containsAll(words("type sparkVersion mainApplicationFile driver executor"));
    Set<String> pod =
        words(
            "cores memory env volumeMounts podSecurityContext securityContext serviceAccount"
                + " terminationGracePeriodSeconds");
    assertThat(keys(below(template, "driver"))).isSubsetOf(pod);
    Set<String> executor = new TreeSet<>(pod);
    executor.add("instances");
    assertThat(keys(below(template, "executor"))).isSubsetOf(executor);
    assertThat(template.get("mainClass")).isEqualTo(Descent.class.getName());
    assertThat(below(template, "restartPolicy").get("type")).isEqualTo("Never");
    assertIsALine(
        ((List<?>) Objects.requireNonNull(template.get("arguments")))
            .stream().map(String::valueOf).toList());
    assertThat(text("docker/Dockerfile"))
        .contains(
            "FROM apache/spark:" + template.get("sparkVersion") + "-scala2.13-java17-ubuntu\n")
        .contains(
            String.valueOf(template.get("mainApplicationFile")).replace("local://", "") + "\n");
  }

  private static Set<String> words(String words) {
    return new TreeSet<>(List.of(words.split(" ", -1)));
  }

  /** What it copies is there, and the last word on who runs it is not root. */
  @Test
  void theImageHasWhatItCopiesAndIsNotOfRoot() throws IOException {
    List<String> lines = text("docker/Dockerfile").lines().toList();
    List<String> sources = new ArrayList<>();
    lines.stream()
        .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
        .map(line -> List.of(line.replaceFirst("COPY (--\\S+ )*", "").split(" ", -1)))
        .forEach(words -> sources.addAll(words.subList(0, words.size() - 1)));
    assertThat(sources).hasSize(6).allMatch(path -> Files.exists(Project.root().resolve(path)));
    List<String> kept = text("docker/Dockerfile.dockerignore").lines().toList();
    assertThat(sources)
        .allMatch(
            path -> kept.stream().anyMatch(line -> ("!" + path + "/").startsWith(line + "/")));
    assertThat(lines.stream().filter(line -> line.startsWith("USER ")).toList())
        .last()
        .isEqualTo("USER 185");
    assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
        .allMatch(line -> line.matches("FROM \\S+:\\d\\S+( AS build)?"));
  }

  /** The real file, with stand-ins for the modules of Airflow that it imports. */
  @Test
  void airflowGivesTheExitCodesTheirMeaning() throws IOException, InterruptedException {
    assumeTrue(there("python3", "--version"), "python3 is not there");
    Path check =
        Files.writeString(
            folder.resolve("check.py"),
            """
            import sys, types, datetime

            class Failure(Exception): pass
            class Fail(Failure): pass
            class Skip(Failure): pass
            made = []
            class Operator:
                message = None
                def __init__(self, **given):
                    self.given = given
                    made.append(self)
                def execute(self, context):
                    if self.message: raise Failure(self.message)
                    return "driver"
            class Dag:
                def __init__(self, **given): self.given = given
                def __enter__(self): return self
                def __exit__(self, *of): return False
            def module(name, **names):
                sys.modules[name] = types.ModuleType(name)
                vars(sys.modules[name]).update(names)
            module("pendulum", datetime=lambda *of, tz: datetime.datetime(*of), duration=datetime.timedelta)
            module("airflow", DAG=Dag)
            module("airflow.exceptions", AirflowException=Failure, AirflowFailException=Fail, AirflowSkipException=Skip)
            module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=Operator)
            dag = {}
            exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), dag)
            task, = made
            print(" ".join(task.given["application_args"]))
            print(task.given["java_class"], task.given["deploy_mode"], dag["dag"].given["catchup"], task.execute({}))
            for code in [1, 2, 3, 4, 5, 6, 7, 130, 143, -9]:
                task.message = f"Cannot execute: spark-submit --name 5. Error code is: {code}.\\nLast output: exit 2"
                try:
                    task.execute({})
                except Failure as failure:
                    print(code, type(failure).__name__)
            """);
    String said =
        ended("python3", check.toString(), FOLDER.resolve("airflow/descent_retrain.py").toString());
    assertThat(said.lines())
        .containsExactly(
            "0: retrain /etc/descent/churn.conf --quiet --as-of {{ data_interval_end | ds }}",
            Descent.class.getName() + " client False driver",
            "1 Failure",
            "2 Fail",
            "3 Fail",
            "4 Fail",
            "5 Skip",
            "6 Failure",
            "7 Failure",
            "130 Failure",
            "143 Failure",
            "-9 Failure");
    String line = said.lines().findFirst().orElseThrow().substring(3);
    assertIsALine(List.of(line.replaceAll("\\{\\{.*}}", "2026-11-27").split(" ", -1)));
  }

  private static boolean there(String... words) throws InterruptedException {
    try {
      return ended(words).startsWith("0: ");
    } catch (IOException e) {
      return false;
    }
  }

  /** The exit code of a program and what it printed. */
  private static String ended(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + ": " + said;
  }
}
