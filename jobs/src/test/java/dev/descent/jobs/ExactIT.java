package dev.descent.jobs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.spark.TestSession;
import dev.descent.spark.train.TileSums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact solver with a lasso part, and paths; expected: acceptance.md. */
final class ExactIT {
  private static final String POWERS =
      "data.label = y, data.split.by { column = split }, features.polynomial.degree = 40";

  private static final String PATH = "strengths { from = 40, to = 4e-4, steps = 20 }";

  @TempDir private Path folder;

  /** The first knot of diabetes on its own scale is 949.43526 / 442. */
  @ParameterizedTest
  @CsvSource({"949.43527, false", "949.43525, true"})
  void onlyBmiEntersBelowTheFirstKnot(double sum, boolean enters) {
    String penalty = "model.penalty { type = lasso, on = original, strength = " + sum / 442 + " }";
    Invocation run = job("diabetes", "data.label = progression", penalty);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(nonzeros(run)).isEqualTo(enters ? List.of(2) : List.of());
    assertThat(run.file("run.json").at("/rank/rank").asInt()).isEqualTo(10);
    assertThat(run.file("run.json").has("strength")).isFalse();
    assertThat(run.run().resolve("path.jsonl")).doesNotExist();
  }

  /** The strength of least validation loss, with the bits of a run with that strength alone. */
  @ParameterizedTest
  @CsvSource({"lasso", "elastic-net", "ridge"})
  void validationRowsChooseFromAPath(String type) throws IOException {
    String[] data = {
      "data.label = progression, data.split { test = 0.2, validation = 0.2 }",
      "model.penalty { type = " + type + ", "
    };
    Invocation run = job("diabetes", data[0], data[1] + PATH + " }");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> path = path(run);
    assertThat(path).hasSize(20);
    for (int k = 0; k < 20; k++) {
      double strength = 40 * Math.pow(1e-5, k / 19.0);
      assertThat(path.get(k).get("strength").asDouble()).isCloseTo(strength, within(1e-12));
      double penalty = path.get(k).get("objective").asDouble() - path.get(k).get("loss").asDouble();
      assertThat(penalty).isPositive();
    }
    JsonNode least =
        path.stream()
            .min(Comparator.comparingDouble(line -> line.get("validationLoss").asDouble()))
            .orElseThrow();
    JsonNode chosen = run.file("run.json").get("strength");
    assertThat(chosen).isEqualTo(least.get("strength"));
    assertThat(chosen.asDouble()).isBetween(0.0005, 39.0);
    assertThat(run.json().at("/metrics/validation/mse").asDouble())
        .isCloseTo(2 * least.get("validationLoss").asDouble(), within(1e-8));
    assertThat(nonzeros(run)).hasSize(least.get("nonzeros").asInt());
    JsonNode model = run.file("model/model.json");
    for (int j : nonzeros(run)) {
      double last = model.at("/coefficients/0/" + j).asDouble();
      double onPath = least.get("coefficients").get(model.at("/features/" + j).asText()).asDouble();
      assertThat(onPath).isCloseTo(last, within(1e-6 * Math.abs(last)));
    }
    assertThat(least.get("coefficients")).hasSize(least.get("nonzeros").asInt());
    Invocation alone = job("diabetes", data[0], data[1] + "strength = " + chosen + " }");
    assertThat(run.json().get("parametersSha256")).isEqualTo(alone.json().get("parametersSha256"));
  }

  @Test
  void withoutValidationRowsAPathEndsAtItsLastStrength() throws IOException {
    String penalty = "model.penalty { type = lasso, strengths { from = 40, to = 4, steps = 3 } }";
    Invocation run = job("diabetes", "data.label = progression", penalty);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.file("run.json").get("strength").asDouble()).isEqualTo(4);
    assertThat(path(run)).hasSize(3).noneMatch(line -> line.has("validationLoss"));
    Invocation words = job("diabetes", "data.label = progression", penalty, "--plain");
    assertThat(words.out()).contains("a: CONVERGED after").contains(", strength 4");
  }

  /** The solver takes one step to where the objective is least: half the mean squared error. */
  @Test
  void aModelOfTwoParametersTellsItsLandscape() {
    String[] lines = {
      "data.label = progression", "features.columns = [bmi]", "output.landscape = true"
    };
    Invocation run = job("diabetes", lines);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode landscape = run.file("landscape.json");
    JsonNode optimum = landscape.get("optimum");
    double least = optimum.get("objective").asDouble();
    assertThat(2 * least)
        .isCloseTo(run.json().at("/metrics/train/mse").asDouble(), within(1e-6 * least));
    JsonNode model = run.file("model/model.json");
    double coefficient =
        model.at("/coefficients/0/0").asDouble() * model.at("/standardization/scales/0").asDouble();
    assertThat(optimum.get("coefficient").asDouble()).isCloseTo(coefficient, within(1e-2));
    JsonNode way = landscape.get("trajectory");
    assertThat(way.get(0)).hasToString("[0,0.0,0.0]");
    assertThat(way.get(way.size() - 1).get(1).asDouble()).isCloseTo(coefficient, within(1e-9));
    // Of standardized rows the objective is the least and half the squared distance from there.
    double far = landscape.at("/coefficients/39").asDouble() - coefficient;
    double high = landscape.at("/intercepts/0").asDouble() - optimum.get("intercept").asDouble();
    assertThat(landscape.at("/objective/0/39").asDouble())
        .isCloseTo(least + (far * far + high * high) / 2, within(1e-3));
  }

  @Test
  void refusesALandscapeOfMoreParameters() {
    Invocation run = job("diabetes", "data.label = progression", "output.landscape = true");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains(
            "output.landscape = true needs a model of one feature and an intercept, but this one has"
                + " 11 parameters; name one column of numbers in features.columns, or remove it");
  }

  /**
   * From 256 columns on products are summed in single precision, and corrected: over any partitions
   * with the same bits, in a path or alone, to where the gradient vanishes.
   */
  @Test
  void manyColumnsHaveOneOptimumToTheBit() throws IOException {
    Random random = new Random(6);
    List<String> lines = new ArrayList<>();
    String names = IntStream.range(0, 260).mapToObj(j -> "x" + j).collect(joining(","));
    lines.add(names + ",y,split");
    for (int i = 0; i < 1500; i++) {
      double[] row = random.doubles(260, -1, 1).toArray();
      double label = row[3] - 2 * row[7] + random.nextGaussian() + 1000;
      String cells = Arrays.stream(row).mapToObj(Double::toString).collect(joining(","));
      lines.add(cells + "," + label + (i % 5 == 0 ? ",validation" : ",train"));
    }
    Path file = Files.write(folder.resolve("wide.csv"), lines);
    String data = "data.label = y, data.split.by { column = split }";
    String path = "model.penalty { type = ridge, strengths { from = 1, to = 1e-3, steps = 4 } }";
    Invocation chosen = run(file, data, path);
    assertThat(chosen.exitCode()).as(chosen.err()).isZero();
    JsonNode strength = chosen.file("run.json").get("strength");
    String alone = "model.penalty { type = ridge, strength = " + strength + " }";
    Invocation byThreads = run(file, data, alone);
    JsonNode expected = byThreads.json().get("parametersSha256");
    assertThat(chosen.json().get("parametersSha256")).isEqualTo(expected);
    TestSession.spark().conf().set(TileSums.PASSES, TileSums.JOBS);
    try {
      Invocation byJobs = run(file, data, alone);
      assertThat(byJobs.json().get("parametersSha256")).isEqualTo(expected);
    } finally {
      TestSession.spark().conf().unset(TileSums.PASSES);
    }
    List<String> epochs = Files.readAllLines(byThreads.run().resolve("history.jsonl"));
    JsonNode last = Invocation.read(epochs.get(epochs.size() - 1));
    assertThat(last.get("gradientNorm").asDouble()).isLessThan(1e-11);
    // The start, the optimum by rough products, and corrections, each far smaller than the last.
    assertThat(epochs).hasSizeBetween(4, 7);
  }

  /** Powers that a double no longer tells apart, and hardly a penalty. */
  @Test
  void saysWhenItStalls() {
    Invocation run = job("sine", POWERS, "model.penalty { type = lasso, strength = 1e-10 }");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNSOLVED);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains("which is short of training.stop.tolerance; no model was written;")
        .endsWith(
            "give the penalty more strength, or leave out columns that others nearly make up");
  }

  @ParameterizedTest
  @CsvSource({"train, 4, diverged", "validation, 3, model.penalty.strengths: products of the val"})
  void refusesAPathOverLabelsThatAreTooLarge(String side, int exitCode, String message)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,y,split"));
    for (int i = 0; i < 20; i++) {
      lines.add(i + "," + i % 3 + "," + (i % 2 == 0 ? "train" : "validation"));
    }
    lines.add("3,1e200," + side);
    Path file = Files.write(folder.resolve("large.csv"), lines);
    Invocation run =
        run(
            file,
            "data.label = y, data.split.by { column = split }",
            "model.penalty { type = lasso, " + PATH + " }");
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.complaints()).singleElement().asString().contains(message);
  }

  private Invocation job(String sample, String... lines) {
    return run(Project.root().resolve("conf/samples/" + sample + ".csv"), lines);
  }

  private Invocation run(Path data, String... lines) {
    List<String> text =
        new ArrayList<>(
            List.of(
                "name = a, model.type = linear, training.solver = exact",
                "data.train { format = csv, path = \"" + data + "\", options { header = true } }",
                "output.runs = \"" + folder.resolve("runs") + "\""));
    List<String> arguments = new ArrayList<>();
    for (String line : lines) {
      (line.startsWith("--") ? arguments : text).add(line);
    }
    try {
      Path file = Files.write(folder.resolve("a.conf"), text);
      arguments.addAll(0, List.of("train", file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!arguments.remove("--plain")) {
      arguments.addAll(List.of("--json", "--quiet"));
    }
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private static List<Integer> nonzeros(Invocation run) {
    JsonNode coefficients = run.file("model/model.json").get("coefficients").get(0);
    return IntStream.range(0, coefficients.size())
        .filter(j -> coefficients.get(j).asDouble() != 0)
        .boxed()
        .toList();
  }

  private static List<JsonNode> path(Invocation run) throws IOException {
    return Files.readAllLines(run.run().resolve("path.jsonl")).stream()
        .map(Invocation::read)
        .toList();
  }
}
