package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.model.ModelReader;
import dev.descent.model.RowPredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model store by its commands, and its champion wherever a job file names it. */
final class ModelsIT {
  @TempDir private Path folder;
  private String job = "";

  @BeforeEach
  void job() {
    job = Project.jobFile("iris-logistic", folder).toString();
  }

  private Invocation run(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.add("output { runs = \"" + folder + "/runs\", store.path = \"" + folder + "/models\" }");
    line.add("--quiet");
    line.add("--json");
    return Invocation.of(line.toArray(String[]::new));
  }

  private JsonNode done(String... words) {
    Invocation invocation = run(words);
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
    return invocation.json();
  }

  private void fails(int exitCode, String complaint, String... words) {
    Invocation invocation = run(words);
    assertThat(invocation.exitCode()).as(invocation.err()).isEqualTo(exitCode);
    assertThat(invocation.complaints()).singleElement().asString().contains(complaint);
    assertThat(invocation.json().get("exitCode").asInt()).isEqualTo(exitCode);
    assertThat(invocation.json().get("command").asText())
        .isEqualTo(words[0].equals("models") ? "models " + words[1] : words[0]);
  }

  @Test
  void aRunBecomesAVersionTheVersionAChampionAndTheChampionPredicts() throws IOException {
    fails(7, "there is no champion in", "train", job, "training.start = champion");
    JsonNode first = done("train", job, "training.epochs = 5");
    JsonNode published = done("models", "publish", job);
    assertThat(published.get("version").asInt()).isEqualTo(1);
    assertThat(published.get("parametersSha256")).isEqualTo(first.get("parametersSha256"));
    assertThat(done("models", "publish", first.get("run").asText()).get("version").asInt())
        .isEqualTo(1);
    fails(
        2,
        "the run is one of iris-logistic, but the store is that of other",
        "models",
        "publish",
        job,
        first.get("run").asText(),
        "name = other");
    JsonNode promoted = done("models", "promote", job);
    assertThat(promoted.get("champion").asInt()).isEqualTo(1);
    assertThat(promoted.get("challenger").isNull()).isTrue();

    JsonNode second = done("train", job, "training { epochs = 5, start = champion }");
    JsonNode record =
        Invocation.read(Files.readString(Path.of(second.get("run").asText(), "run.json")));
    assertThat(record.at("/start/version").asInt()).isEqualTo(1);
    assertThat(second.get("parametersSha256")).isNotEqualTo(first.get("parametersSha256"));
    done("models", "publish", job, Path.of(second.get("run").asText()).getFileName().toString());
    fails(6, "was expected to be none", "models", "promote", job, "2", "--expect", "none");
    done("models", "promote", job, "challenger", "--expect=1");
    assertThat(sha256("{ version = 1 }")).isEqualTo(first.get("parametersSha256"));
    predictsTheSameWithoutSpark("models/iris-logistic/versions/1");

    assertThat(done("models", "rollback", job).get("champion").asInt()).isEqualTo(1);
    assertThat(sha256("champion")).isEqualTo(first.get("parametersSha256"));
    fails(2, "is the champion and cannot be deleted", "models", "delete", job, "1");
    done("models", "delete", job, "2");
    fails(7, "there is no version 2 in", "evaluate", job, "use.model.version = 2");
    JsonNode list = done("models", "list", job);
    assertThat(list.get("versions")).hasSize(1);
    assertThat(list.at("/versions/0/aliases/0").asText()).isEqualTo("champion");
    JsonNode shown = done("models", "show", job);
    assertThat(shown.at("/metrics/test/accuracy").isNumber()).isTrue();
    assertThat(shown.get("history")).hasSize(4);
    done("models", "verify", job);
    Files.write(folder.resolve("models/iris-logistic/versions/1/metrics.json"), new byte[] {1});
    fails(7, "metrics.json is not the file that was published", "models", "verify", job);
  }

  /** Of the model that {@code use.model} names, when it predicts. */
  private JsonNode sha256(String model) {
    String source = Project.root() + "/conf/samples/iris.csv";
    return done(
            "predict",
            job,
            "use { model = "
                + model
                + ", data { format = csv, path = \""
                + source
                + "\", options { header = true } } }",
            "output.predictions { format = json, path = \"" + folder + "/p\", mode = overwrite }")
        .get("parametersSha256");
  }

  /** The rows that were predicted last, by the files of a version alone. */
  private void predictsTheSameWithoutSpark(String version) throws IOException {
    Path files = folder.resolve(version);
    RowPredictor predictor =
        ModelReader.read(name -> Files.newInputStream(files.resolve(name))).predictor();
    int rows = 0;
    for (String line : predicted()) {
      JsonNode row = Invocation.read(line);
      Map<String, Object> values = new HashMap<>();
      row.properties().forEach(column -> values.put(column.getKey(), column.getValue().asText()));
      assertThat(predictor.predict(values)).containsExactly(row.get("probability").asDouble());
      rows++;
    }
    assertThat(rows).isEqualTo(150);
  }

  private List<String> predicted() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(folder.resolve("p"))) {
      for (Path part : parts.filter(file -> file.toString().endsWith(".json")).toList()) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    return lines;
  }

  @Test
  void wordsThatDoNotFitAreRefused() {
    fails(
        2,
        "VERSION must be the number of a version, from 1 to 999999999, but was 0",
        "models",
        "show",
        job,
        "0");
    fails(2, "there is no champion; give the number of a version", "models", "show", job);
    fails(2, "there is no challenger; give the number of a version", "models", "promote", job);
    fails(2, "say which VERSION to delete", "models", "delete", job);
    fails(2, "--expect must be the number of a version", "models", "rollback", job, "--expect=x");
    fails(2, "RUN must be the name of a run or a path, but was ..", "models", "publish", job, "..");
    fails(
        7,
        "there is no " + folder + "/runs/iris-logistic/x/run.json",
        "models",
        "publish",
        job,
        "x");
    fails(7, "has ended well; run descent train first", "models", "publish", job);
    assertThat(run("models", "list", job, "3").exitCode()).isEqualTo(2);
    assertThat(Invocation.of("models").exitCode()).isEqualTo(2);
    assertThat(run("models", "list", job).json().get("versions")).isEmpty();
  }
}
