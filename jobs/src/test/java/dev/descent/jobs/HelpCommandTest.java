package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.spec.Key;
import dev.descent.jobs.spec.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HelpCommandTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([a-z-]+\\.md)\\)");

  @TempDir private Path folder;

  /** What the program printed. */
  private record Said(int exitCode, String out, String err) {}

  static List<String> commands() {
    return HelpCommand.commands().stream()
        .filter(topic -> topic.name().equals(topic.page()))
        .map(topic -> topic.name())
        .toList();
  }

  static Stream<Key> keys() {
    return Keys.all().stream();
  }

  @Test
  void aloneItListsCommandsSectionsAndTextsAndStartsNoSpark() {
    Said said = help();
    assertThat(said.exitCode()).isZero();
    assertThat(commands())
        .contains("train", "models", "help")
        .noneMatch(c -> c.startsWith("bench-"));
    for (String name : commands()) {
      assertThat(said.out()).containsPattern("(?m)^  " + name + " +[A-Z]");
    }
    assertThat(said.out()).containsPattern("(?m)^  job +").containsPattern("(?m)^  method +");
    for (Key key : Keys.all()) {
      boolean top = key.isSection() && key.section().isEmpty();
      assertThat(said.out().contains("\n  " + key.path() + " ")).as(key.path()).isEqualTo(top);
    }
    assertThat(SparkSession.getDefaultSession().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsToldWithItsOptionsAndAnExample(String name) {
    assertThat(help(name).out())
        .startsWith(name + "\n\n")
        .contains("Usage: descent " + name)
        .contains("--help")
        .containsPattern("(?m)^ *Example.*:\n +.*descent ");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyIsToldByItsPath(Key key) {
    String words = help(key.path()).out().replaceAll("\\s+", " ");
    assertThat(words)
        .contains(key.path() + " ")
        .contains(key.text().replace("`", ""))
        .contains(key.example().map(line -> line.replace("`", "")).orElse(""));
  }

  @Test
  void aSectionIsToldWithWhatIsBelowItAndNothingElse() {
    assertThat(help("model.penalty").out())
        .startsWith("model.penalty\n\n")
        .contains("\nmodel.penalty.strength\n\nValue: a number >= 0; required\n")
        .contains("\nmodel.penalty.mixing\n\nValue: a number in [0, 1]; default 0.5\n")
        .doesNotContain("model.hidden");
    assertThat(help("model").out()).doesNotContain("Usage:");
    assertThat(help("models").out()).contains("models promote", "--expect");
    assertThat(help("models", "promote").out()).startsWith("models promote\n");
    assertThat(help("retrain").out()).contains("Usage: descent retrain", "retrain.gates.metric");
    assertThat(help("method").out()).contains("x = sum_k d_k 2^(32 k)");
  }

  @ParameterizedTest
  @CsvSource({
    "trian, '; did you mean train?'",
    "model.penalti, '; did you mean model.penalty?'",
    "optimizer.rate, '; did you mean training.rate?'",
    "momentum, '; did you mean training.optimizer.momentum?'",
    "metric, '; did you mean training.stop.metric or retrain.gates.metric or tune.metric?'",
    "qqqqqqqqqqqqqqq, ''",
  })
  void anUnknownTopicIsWrongUsage(String topic, String near) {
    Said said = help(topic);
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .isEqualTo(
            "descent: there is no topic "
                + topic
                + near
                + " (descent help lists them)"
                + System.lineSeparator());
  }

  @Test
  void pagesAreWrittenWithAnIndexThatLinksThemAll() throws IOException {
    assertThat(help("--pages", folder.resolve("docs").toString()).exitCode()).isZero();
    String index = Files.readString(folder.resolve("docs/index.md"));
    List<String> linked =
        LINK.matcher(index).results().map((MatchResult link) -> link.group(1)).toList();
    try (Stream<Path> files = Files.list(folder.resolve("docs"))) {
      assertThat(
              files.map(file -> file.getFileName().toString()).filter(f -> !f.equals("index.md")))
          .containsExactlyInAnyOrderElementsOf(linked.stream().distinct().toList());
    }
    assertThat(Files.readString(folder.resolve("docs/model.md")))
        .startsWith("# model\n\n")
        .contains("\n## model.penalty.strength\n\nValue: a number >= 0; required\n\nHow much");
    assertThat(Files.readString(folder.resolve("docs/retrain.md")))
        .startsWith("# retrain\n\n    Usage: descent retrain")
        .contains("\n## retrain.gates\n");
    Path file = Files.writeString(folder.resolve("file"), "");
    Said said = help("--pages", file.resolve("docs").toString());
    assertThat(said.exitCode()).isEqualTo(ExitCode.STORAGE);
    assertThat(said.err()).contains("cannot write " + file);
  }

  private static Said help(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = Stream.concat(Stream.of("help"), Stream.of(words)).toList();
    int exitCode = Descent.run(all, new PrintWriter(out), new PrintWriter(err));
    return new Said(exitCode, out.toString(), err.toString());
  }
}
