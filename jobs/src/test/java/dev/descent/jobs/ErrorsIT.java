package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong is told in one clear line with the right exit code, and nothing is left that
 * looks whole.
 */
final class ErrorsIT {
  private static final String GOOD = "a,b,y\n1,2,0\n2,1,1\n3,5,0\n4,4,1\n";

  @TempDir private Path folder;

  @Test
  void aJobFileThatIsNotThere() {
    Invocation run = Invocation.of("train", folder.resolve("no.conf").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints()).hasSize(1).first().asString().contains("no.conf");
  }

  @Test
  void allErrorsOfAJobFileAtOnce() throws IOException {
    Invocation run = train(GOOD, "modle.type = linear", "training.epochs = -1");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(run.err()).contains("modle").contains("training.epochs").doesNotContain("\tat ");
  }

  @Test
  void scoresForACommandThatHasAModel() throws IOException {
    for (String command : List.of("train", "predict")) {
      Invocation run = Invocation.of(command, job(GOOD, "data.score = b").toString());
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.complaints())
          .singleElement()
          .asString()
          .contains("data.score goes with evaluate, but the command is " + command + "; remove it");
    }
  }

  @Test
  void aMissingFile() throws IOException {
    Invocation run = train(GOOD, "data.train.path = \"" + folder.resolve("gone.csv") + "\"");
    assertFailedOnData(run, "data.train", "gone.csv");
  }

  @Test
  void anUnknownColumn() throws IOException {
    assertFailedOnData(
        train(GOOD, "features.columns = [a, c]"), "features.columns", "c", "a, b, y");
    assertFailedOnData(train(GOOD, "data.label = Y"), "Y", "did you mean y?");
  }

  @Test
  void theLabelAsAFeature() throws IOException {
    assertFailedOnData(train(GOOD, "features.columns = [a, y]"), "features.columns", "y", "label");
  }

  @Test
  void aFailureIsAnObjectForPrograms() throws IOException {
    Invocation run = Invocation.of("train", job(GOOD, "data.label = nobody").toString(), "--json");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.json().get("command").asText()).isEqualTo("train");
    assertThat(run.json().get("outcome").asText()).isEqualTo("failed");
    assertThat(run.json().get("exitCode").asInt()).isEqualTo(3);
  }

  @Test
  void tooManyColumns() throws IOException {
    Path rows = Files.writeString(folder.resolve("wide.svm"), "1 1:1 16777216:2\n0 2:1\n");
    Path job =
        Files.writeString(
            folder.resolve("wide.conf"),
            "name = wide, data.train { format = libsvm, path = \""
                + rows
                + "\" }, model.type = logistic, output.runs = \""
                + folder.resolve("runs")
                + "\"");
    List<String> words =
        List.of("--driver-memory=512m", "train", job.toString(), "--json", "--quiet");
    Program.Ended ended = Program.of("scripts/descent", "--master=local[2]", words).run().with(2);
    assertThat(ended.json().get("error").get(0).asText())
        .isEqualTo(
            "statistics of 16777216 columns need about 1.50 GB, more than the memory of the driver"
                + " = 512 MB; give it more (--driver-memory), or use fewer columns"
                + " (features.hashed.size)");
  }

  @Test
  void noRows() throws IOException {
    assertFailedOnData(train("a,b,y\n"), "data.train", "no training row");
  }

  @Test
  void aLabelWithOneClass() throws IOException {
    assertFailedOnData(train("a,b,y\n1,2,1\n2,3,1\n"), "data.label", "y", "two classes");
  }

  @Test
  void textInANumericColumn() throws IOException {
    assertFailedOnData(
        train(GOOD + "5,many,1\n"), "column b", "holds text", "\"many\"", "rows.csv");
  }

  @Test
  void notANumberInAColumn() throws IOException {
    assertFailedOnData(train(GOOD + "NaN,1,1\n"), "column a", "NaN or infinite");
    assertFailedOnData(train(GOOD + "1,-Infinity,1\n"), "column b", "NaN or infinite");
  }

  @Test
  void aMissingValueAndAShortLine() throws IOException {
    assertFailedOnData(train(GOOD + ",1,1\n"), "column a", "missing");
    assertFailedOnData(train(GOOD + "1,1\n"), "too few or too many fields");
    assertFailedOnData(train(GOOD + "1,1,1,1\n"), "too few or too many fields");
  }

  @Test
  void runsThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Invocation run = train(GOOD, "output.runs = \"" + file + "\"");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.complaints()).hasSize(1).first().asString().contains(file.toString());
  }

  @Test
  void divergenceLeavesNoModelAndSaysWhichRateToTry() throws IOException {
    Invocation run =
        train(GOOD, "model.type = linear", "training.rate.initial = 50", "training.epochs = 1000");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.complaints()).hasSize(1).first().asString().contains("training.rate.initial = ");
    assertNothingLooksWhole("diverged", 4);
  }

  @Test
  void evaluateWithoutAModelAndADamagedOne() throws IOException {
    Path job = job(GOOD, "use.data = train");
    Invocation none = Invocation.of("evaluate", job.toString());
    assertThat(none.exitCode()).isEqualTo(7);
    assertThat(none.err()).contains("run descent train first");
    Invocation train = Invocation.of("train", job.toString(), "--json");
    Path parameters = train.run().resolve("model/parameters.bin");
    byte[] bytes = Files.readAllBytes(parameters);
    bytes[3] ^= 1;
    Files.write(parameters, bytes);
    Invocation damaged = Invocation.of("evaluate", job.toString());
    assertThat(damaged.exitCode()).isEqualTo(7);
    assertThat(damaged.complaints()).hasSize(1).first().asString().contains("parameters.bin");
  }

  @Test
  void verboseShowsWhere() throws IOException {
    Path job = job(GOOD, "data.label = nobody");
    assertThat(Invocation.of("train", job.toString()).err()).doesNotContain("\tat ");
    assertThat(Invocation.of("train", job.toString(), "--verbose").err()).contains("\tat ");
  }

  private void assertFailedOnData(Invocation run, String... words) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(run.complaints()).hasSize(1);
    assertThat(run.complaints().get(0)).contains(words);
    assertThat(run.err()).doesNotContain("\tat ");
    assertNothingLooksWhole("failed", 3);
  }

  private void assertNothingLooksWhole(String outcome, int exitCode) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("runs"))) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(files).noneMatch(file -> file.toString().contains("model"));
      assertThat(files).noneMatch(file -> file.endsWith("metrics.json"));
      for (Path file : files.stream().filter(file -> file.endsWith("run.json")).toList()) {
        JsonNode json = Invocation.read(Files.readString(file));
        assertThat(json.get("outcome").asText()).isEqualTo(outcome);
        assertThat(json.get("exitCode").asInt()).isEqualTo(exitCode);
      }
    }
  }

  private Invocation train(String rows, String... settings) throws IOException {
    return Invocation.of("train", job(rows, settings).toString());
  }

  private Path job(String rows, String... settings) throws IOException {
    Path table = Files.writeString(folder.resolve("rows.csv"), rows);
    List<String> lines =
        Stream.of(
                "name = errors",
                "data.train.format = csv",
                "data.train.options { header = true }",
                "data.train.path = \"" + table + "\"",
                "data.label = y",
                "features.columns = [a, b]",
                "model.type = logistic",
                "training.epochs = 3",
                "output.runs = \"" + folder.resolve("runs") + "\"")
            .filter(line -> Stream.of(settings).noneMatch(other -> key(other).equals(key(line))))
            .toList();
    return Files.write(
        folder.resolve("job.conf"), Stream.concat(lines.stream(), Stream.of(settings)).toList());
  }

  private static String key(String line) {
    return line.split("[ ={]", 2)[0];
  }
}
