package dev.descent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.bench.IdxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark on small files: that it measures and says what it should, never how fast. */
final class BenchIT {
  @TempDir private Path folder;

  @Test
  void everyEngineIsMeasuredOnEveryKindOfWork() throws Exception {
    requireMeasured(
        List.of(
            "mnist-softmax",
            "roc-areas-100k",
            "roc-areas-100k-one-pass",
            "ingest-28-20k",
            "steps",
            "logistic-sparse-10k",
            "predict-28-20k"),
        3 + 2 + 1 + 3 + 1 + 3 + 3);
  }

  @Test
  @Tag("faults")
  void everyEngineIsMeasuredOnEveryWorkload() throws Exception {
    requireMeasured(
        List.of(
            "mnist-softmax",
            "roc-areas-100k",
            "roc-areas-100k-one-pass",
            "ingest-28-20k",
            "ingest-vector-20k",
            "gradient-pass-28-20k",
            "steps",
            "steps-in-job",
            "logistic-20k",
            "logistic-sparse-10k",
            "linear-elastic-net-20k",
            "growth-80k",
            "linear-path-20k",
            "predict-28-20k",
            "train-start"),
        3 + 2 + 1 + 2 * 3 + 3 + 3 * 3 + 1 + 3 + 3 + 1);
  }

  /** The areas are those of a program in Python that generates the scores and counts the pairs. */
  private void requireMeasured(List<String> workloads, int count) throws Exception {
    IdxFiles.writeDigits(folder, 3000, 200);
    Path tables = folder.resolve("tables");
    leavePart(tables.resolve(workloads.get(0)));
    List<String> words = new ArrayList<>(List.of("bench"));
    words.addAll(workloads);
    words.add("--data=" + folder);
    words.add("--tables=" + tables);
    words.addAll(List.of("--rounds=1", "--warm-up=0", "--heap=1g", "--json"));
    Invocation run = Invocation.of(words.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("bench: mnist-softmax: round 1/1, mllib java: ");
    JsonNode json = run.json();
    assertMachine(json.get("machine"));
    List<JsonNode> results = new ArrayList<>();
    json.get("results").forEach(results::add);
    assertThat(results).hasSize(count);
    for (JsonNode result : results) {
      if (result.has("unavailable")) {
        assertThat(result.get("blas").asText()).isEqualTo("openblas");
      } else if (result.get("workload").asText().startsWith("mnist")) {
        assertDigits(result);
      } else {
        assertThat(result.get("reached").asBoolean()).as(result.toString()).isTrue();
      }
    }
    assertAreas(results);
    assertEntropies(results);
    json.get("ratios").forEach(ratio -> assertRatio(ratio, results));
    assertThat(json.get("ratios").findValuesAsText("against"))
        .contains("mllib java", "descent roc-areas-100k", "an empty treeAggregate");
    assertPeers(tables, workloads);
  }

  /** As a run leaves it that ended while it wrote. */
  private static void leavePart(Path tables) throws IOException {
    Path part = Files.createDirectories(tables.resolve("train.parquet/_temporary/0"));
    Files.writeString(part.resolve("part-00000.snappy.parquet"), "PAR1");
  }

  private static void assertAreas(List<JsonNode> results) {
    JsonNode exact = of(results, "roc-areas-100k", "descent");
    assertThat(exact.get("objective").asDouble()).isEqualTo(0.8313360817265498);
    assertThat(exact.has("bound")).isFalse();
    assertThat(of(results, "roc-areas-100k", "java").get("objective").asDouble())
        .isCloseTo(0.8313360817265498, within(1e-12));
    JsonNode onePass = of(results, "roc-areas-100k-one-pass", "descent");
    assertThat(onePass.get("bound").asDouble()).isBetween(1e-7, 1e-4);
    assertThat(onePass.get("objective").asDouble())
        .isNotEqualTo(0.8313360817265498)
        .isCloseTo(0.8313360817265498, within(onePass.get("bound").asDouble()));
  }

  private static void assertEntropies(List<JsonNode> results) {
    double share = 9899 / 20_000.0;
    double entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    for (String workload : List.of("ingest-28-20k", "ingest-vector-20k")) {
      if (results.stream().noneMatch(result -> isOf(result, workload))) {
        continue;
      }
      for (String blas : List.of("descent", "java")) {
        assertThat(of(results, workload, blas).get("objective").asDouble())
            .isCloseTo(entropy, within(1e-12));
      }
    }
  }

  /** With the rows that the benchmark leaves for them, where scikit-learn is installed. */
  private static void assertPeers(Path tables, List<String> workloads) throws Exception {
    assertThat(tables.resolve("logistic-sparse-10k/peers/problem.json")).exists();
    assertThat(tables.resolve("steps/peers")).doesNotExist();
    Path python = Path.of("/usr/bin/python3");
    if (!Files.isExecutable(python)
        || new ProcessBuilder(python.toString(), "-c", "import sklearn").start().waitFor() != 0) {
      return;
    }
    Process peers =
        new ProcessBuilder("scripts/bench-peers", tables.toString(), "--rounds=1", "--json")
            .directory(Project.root().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode said = Invocation.read(new String(peers.getInputStream().readAllBytes(), UTF_8));
    assertThat(peers.waitFor()).isZero();
    assertThat(said.get("results").findValuesAsText("workload"))
        .containsAll(
            workloads.stream().filter(name -> name.matches("(logistic|linear)-.*")).toList());
    assertThat(said.get("results"))
        .allSatisfy(
            result -> assertThat(result.get("reached").asBoolean()).as(result.toString()).isTrue());
  }

  @Test
  void mnistHasNoSmallSize() {
    Invocation run = Invocation.of("bench", "--small", "mnist-mlp", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.complaints()).containsExactly("descent: mnist-mlp: not in a small size");
  }

  @Test
  void withoutMnistItsWorkloadsAreRefused() {
    Invocation run = Invocation.of("bench", "mnist-mlp", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.complaints()).hasSize(1);
    assertThat(run.complaints().get(0))
        .startsWith("descent: mnist-mlp: give the folder")
        .contains("--data FOLDER");
  }

  @Test
  void aFolderWithoutTheFilesIsRefusedBeforeAnythingStarts() {
    Invocation run = Invocation.of("bench", "mnist-mlp", "--data=" + folder);
    assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(run.complaints())
        .containsExactly(
            "descent: " + folder.resolve("train-images-idx3-ubyte.gz") + ": there is no such file");
  }

  private static void assertMachine(JsonNode machine) {
    assertThat(machine.get("master").asText()).isEqualTo("local[2]");
    assertThat(machine.get("heap").asText()).isEqualTo("1g");
    assertThat(machine.get("cores").asInt()).isPositive();
    for (String threads : List.of("1", "2")) {
      assertThat(machine.at("/readGigabytesPerSecond/" + threads).asDouble()).isPositive();
    }
    JsonNode engines = machine.get("engines");
    for (String engine : List.of("descent", "mllib java", "mllib openblas")) {
      assertThat(engines.get(engine).get("sgemm").asDouble()).isPositive();
      assertThat(engines.get(engine).get("dgemm").asDouble()).isPositive();
      assertThat(engines.get(engine).get("sgemv").asDouble()).isPositive();
    }
    assertThat(engines.get("mllib java").get("blas").asText()).isEqualTo("VectorBLAS");
    assertThat(engines.at("/descent/exp").asDouble()).isPositive();
    assertThat(machine.get("emptySessionSeconds").asDouble()).isPositive();
    assertThat(engines.at("/descent/emptyJobSeconds").asDouble()).isPositive();
    assertThat(engines.at("/descent/emptyTreeAggregateSeconds").asDouble()).isPositive();
  }

  private static void assertDigits(JsonNode result) {
    double seconds = result.at("/seconds/0").asDouble();
    assertThat(result.get("seconds")).hasSize(1);
    assertThat(result.get("median").asDouble()).isEqualTo(seconds);
    assertThat(result.get("medianFromFiles").asDouble()).isGreaterThan(seconds);
    assertThat(result.get("objective").asDouble()).isBetween(0.0, Math.log(10));
    assertThat(result.get("accuracy").asDouble()).isBetween(0.5, 1.0);
    assertThat(result.get("reached").asBoolean())
        .isEqualTo(result.get("accuracy").asDouble() >= 0.926);
  }

  private static boolean isOf(JsonNode result, String workload) {
    return result.get("workload").asText().equals(workload);
  }

  private static JsonNode of(List<JsonNode> results, String workload, String blas) {
    return results.stream()
        .filter(result -> isOf(result, workload))
        .filter(result -> result.get("blas").asText().equals(blas))
        .findFirst()
        .orElseThrow();
  }

  /** Of MLlib it is from the medians that stand beside it. */
  private static void assertRatio(JsonNode ratio, List<JsonNode> results) {
    String against = ratio.get("against").asText();
    assertThat(ratio.get("ratio").asDouble()).isPositive();
    if (against.startsWith("mllib ")) {
      String workload = ratio.get("workload").asText();
      double own = of(results, workload, "descent").get("median").asDouble();
      double other = of(results, workload, against.substring(6)).get("median").asDouble();
      assertThat(ratio.get("ratio").asDouble()).isEqualTo(other / own);
    }
  }
}
