package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.model.ModelReader;
import dev.descent.model.RowPredictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command that a document shows is run, in their order, or stands here with where it is. */
final class DocumentsIT {
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:[A-Z_]+=\\S+ )?(?:scripts/|\\.ci/|/opt/spark/bin/|(?:mvn|descent|eval|install|echo|cp"
              + "|docker|kubectl|useradd|systemctl)\\b).*");

  private static final Pattern OWN = Pattern.compile("(?:scripts/)?descent (?!--)(.*)");

  private static final Pattern IN_RUN = Pattern.compile("runs/([a-z-]+)/RUN(?:/(.+))?");
  private static final String MODEL = "model/manifest.json";

  /** How commands begin that are not run here, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("mvn ", "the build itself"),
          Map.entry(".ci/", "builds of their own"),
          Map.entry("eval ", "CompletionCommandTest"),
          Map.entry("descent completion ", "CompletionCommandTest"),
          Map.entry("SPARK_HOME=/opt/spark scripts/descent --master spark:", "ClusterIT"),
          Map.entry("/opt/spark/bin/spark-submit --master spark:", "ClusterIT"),
          Map.entry("scripts/local-cluster start", "ClusterIT, HardenedClusterIT"),
          Map.entry("scripts/local-cluster submit ", "ClusterIT"),
          Map.entry("scripts/local-cluster stop", "ClusterIT"),
          Map.entry("install -m 600 conf/spark/hardened.conf ", "HardenedClusterIT"),
          Map.entry("echo \"spark.authenticate.secret ", "HardenedClusterIT"),
          Map.entry("scripts/descent --properties-file cluster.conf ", "HardenedClusterIT"),
          Map.entry("scripts/descent bench --data mnist", "minutes; BenchIT has small ones"),
          Map.entry("descent bench steps --small", "BenchIT"),
          Map.entry("scripts/descent --packages org.postgresql:", "network; PostgresIT"),
          Map.entry("scripts/descent --packages io.delta:", "network; SourcesIT"),
          Map.entry("docker ", "a daemon; SchedulesTest"),
          Map.entry("kubectl ", "a cluster; SchedulesTest"),
          Map.entry("cp descent-retrain", "the system's folders; SchedulesTest"),
          Map.entry("useradd ", "the system's users; SchedulesTest"),
          Map.entry("systemctl ", "the system's services; SchedulesTest"));

  /** How blocks begin that are neither commands nor job files. */
  private static final Set<String> DRAWN =
      Set.of("conf/NAME.conf  ", "jobs        the application ", "Path files = Path.of(");

  /** What settings are laid over that are no job alone. */
  private static final List<String> BASES =
      List.of(
          "name = a\n",
          """
          name = a
          data { train { format = csv, path = a }, label = y, split.test = 0.2 }
          model.type = linear
          retrain.gates.metric = rmse
          """);

  @TempDir private static Path folder;

  /** A command, and where it stands. */
  private record Shown(String document, String command) {
    boolean isHere() {
      return ELSEWHERE.keySet().stream().noneMatch(command::startsWith) && !isOfConf();
    }

    /** ConfIT does what every file of conf begins with. */
    boolean isOfConf() {
      return document.endsWith(".conf")
          && command.matches("scripts/descent (train|evaluate) " + Pattern.quote(document));
    }
  }

  /** What a command of a page may take for granted. */
  @BeforeAll
  static void train() {
    run(new Shown("all", "scripts/descent train conf/iris-logistic.conf"));
  }

  @Test
  void everyBlockIsOfAKindThatIsTried() {
    for (Documents.Block block : Documents.blocks()) {
      String first = block.lines().get(0);
      if (!COMMAND.matcher(first).matches() && DRAWN.stream().noneMatch(first::startsWith)) {
        assertThat(BASES.stream().anyMatch(base -> isJob(base + block.text())))
            .as("neither commands nor settings (%s):%n%s", block.document(), block.text())
            .isTrue();
      }
    }
  }

  @Test
  void whatIsTriedElsewhereIsStillShown() {
    assertThat(ELSEWHERE.keySet())
        .allSatisfy(
            start -> assertThat(commands()).anyMatch(shown -> shown.command().startsWith(start)));
  }

  /** Those with words that stand for others are read, without options of Spark. */
  @Test
  void whatStandsInSentencesIsACommand() {
    assertThat(Documents.inline()).isNotEmpty();
    for (String command : Documents.inline()) {
      List<String> words = Documents.words(command).stream().skip(1).toList();
      Stream<String> asked = Stream.concat(words.stream(), Stream.of("--help")).distinct();
      Invocation told = Invocation.of(asked.toArray(String[]::new));
      assertThat(told.exitCode()).as(command + ": " + told.err()).isZero();
    }
  }

  @TestFactory
  Stream<DynamicTest> runs() {
    return commands().stream()
        .filter(Shown::isHere)
        .map(shown -> DynamicTest.dynamicTest(shown.toString(), () -> run(shown)));
  }

  /** The program of the README, which predicts a row without Spark. */
  @Test
  void theProgramPredicts() throws IOException {
    String readme = Files.readString(Project.root().resolve("README.md"));
    assertThat(readme)
        .contains(
            """
                Path files = Path.of("models/iris-logistic/versions/1");
                RowPredictor predictor = ModelReader.read(name -> Files.newInputStream(files.resolve(name))).predictor();
                double[] probability = predictor.predict(Map.of("petal_length", 5.1, "petal_width", 1.9));
            """);
    Path files = newest("iris-logistic", MODEL).resolve("model");
    RowPredictor predictor =
        ModelReader.read(name -> Files.newInputStream(files.resolve(name))).predictor();
    double[] probability = predictor.predict(Map.of("petal_length", 5.1, "petal_width", 1.9));
    assertThat(probability).hasSize(1);
    assertThat(probability[0]).isBetween(0.0, 1.0);
  }

  private static List<Shown> commands() {
    return Stream.of(Documents.blocks(), Documents.examples())
        .flatMap(List::stream)
        .filter(block -> COMMAND.matcher(block.lines().get(0)).matches())
        .flatMap(block -> block.commands().stream().map(line -> new Shown(block.document(), line)))
        .toList();
  }

  /** Documents have their runs in common, and each a model store of its own. */
  private static void run(Shown shown) {
    Matcher own = OWN.matcher(shown.command());
    assertThat(own.matches()).as("not one of Descent: %s", shown).isTrue();
    List<String> words = new ArrayList<>();
    for (String word : Documents.words(own.group(1))) {
      words.add(here(word));
    }
    if (words.stream().anyMatch(word -> word.endsWith(".conf")) && !words.contains("init")) {
      words.add("output.runs = \"" + folder + "/runs\"");
      String store = folder + "/models/" + shown.document();
      words.add("output.store.path = \"" + store + "\"");
    }
    if (words.contains("init")) {
      makeRoom(words);
    }
    Invocation ended = Invocation.of(words.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
  }

  /** A document may show what another one has shown; nothing is written over. */
  private static void makeRoom(List<String> words) {
    words.stream()
        .filter(word -> word.startsWith("--output="))
        .map(word -> Path.of(word.substring("--output=".length())))
        .forEach(file -> file.toFile().delete());
  }

  /** A word of a command line that is started in the checkout and writes there. */
  private static String here(String word) {
    if (word.matches("conf/[a-z-]+\\.conf")) {
      String job = word.substring("conf/".length(), word.length() - ".conf".length());
      return Project.jobFile(job, folder).toString();
    }
    if (word.equals("RUN")) {
      return newest("iris-logistic", MODEL).getFileName().toString();
    }
    Matcher inRun = IN_RUN.matcher(word);
    if (inRun.matches()) {
      String file = inRun.group(2);
      return file == null
          ? newest(inRun.group(1), MODEL).toString()
          : newest(inRun.group(1), file).resolve(file).toString();
    }
    return word.replace("conf/samples", Project.root() + "/conf/samples")
        .replaceFirst("^(--output=)?([a-z]+\\.conf)$", "$1" + folder + "/$2")
        .replace("path = predictions", "path = \"" + folder + "/predictions\"");
  }

  /** The last run of a job that has that file. */
  private static Path newest(String name, String file) {
    try (Stream<Path> runs = Files.list(folder.resolve("runs").resolve(name))) {
      return runs.filter(run -> Files.exists(run.resolve(file))).max(Path::compareTo).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJob(String text) {
    try {
      JobSpec.parse("documents", text, List.of(), Map.of());
      return true;
    } catch (JobFileException e) {
      return false;
    }
  }
}
