package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.bench.IdxFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark on small files: that it measures and says what it should, never how fast. */
final class BenchIT {
  @TempDir private Path folder;

  @Test
  void everyEngineIsMeasuredOnEveryWorkload() {
    IdxFiles.writeDigits(folder, 3000, 200);
    Invocation run =
        Invocation.of(
            "bench",
            "mnist-softmax",
            "mnist-mlp",
            "--data=" + folder,
            "--rounds=2",
            "--warm-up=0",
            "--heap=1g",
            "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("bench: mnist-softmax: round 2/2, mllib java: ");
    JsonNode json = run.json();
    assertMachine(json.get("machine"));
    assertThat(json.get("results")).hasSize(6);
    List<JsonNode> measured = new ArrayList<>();
    for (JsonNode result : json.get("results")) {
      boolean absent = result.has("unavailable");
      assertThat(absent && !result.get("blas").asText().equals("openblas")).isFalse();
      if (!absent) {
        assertResult(result);
        measured.add(result);
      }
    }
    assertThat(json.get("ratios")).isNotEmpty();
    for (JsonNode ratio : json.get("ratios")) {
      assertThat(ratio.get("ratio").asDouble()).isEqualTo(expected(ratio, measured));
    }
  }

  /** The areas are those of a program in Python that generates the scores and counts the pairs. */
  @Test
  void areasAndRowsAreThoseOfEveryEngine() {
    Invocation run =
        Invocation.of(
            "bench",
            "roc-areas-100k",
            "roc-areas-100k-one-pass",
            "ingest-28-20k",
            "ingest-vector-20k",
            "--rounds=1",
            "--warm-up=0",
            "--heap=1g",
            "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.get("results")).hasSize(9);
    for (JsonNode result : json.get("results")) {
      assertThat(result.has("unavailable") || result.get("reached").asBoolean())
          .as(result.toString())
          .isTrue();
    }
    JsonNode results = json.get("results");
    assertThat(results.at("/0/engine").asText()).isEqualTo("descent");
    assertThat(results.at("/0/objective").asDouble()).isEqualTo(0.8313360817265498);
    assertThat(results.get(0).has("bound")).isFalse();
    assertThat(results.at("/1/engine").asText()).isEqualTo("mllib");
    assertThat(results.at("/1/objective").asDouble()).isCloseTo(0.8313360817265498, within(1e-12));
    assertThat(results.at("/2/bound").asDouble()).isBetween(1e-7, 1e-4);
    assertThat(results.at("/2/objective").asDouble())
        .isNotEqualTo(0.8313360817265498)
        .isCloseTo(0.8313360817265498, within(results.at("/2/bound").asDouble()));
    double share = 9899 / 20_000.0;
    double entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    for (int of : List.of(3, 4, 6, 7)) {
      assertThat(results.get(of).get("objective").asDouble()).isCloseTo(entropy, within(1e-12));
    }
    assertThat(results.at("/6/workload").asText()).isEqualTo("ingest-vector-20k");
    assertThat(json.at("/ratios/0/against").asText()).isEqualTo("mllib java");
    assertThat(json.at("/ratios/1/against").asText()).isEqualTo("descent roc-areas-100k");
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

  private static void assertResult(JsonNode result) {
    JsonNode seconds = result.get("seconds");
    assertThat(seconds).hasSize(2);
    double middle = (seconds.get(0).asDouble() + seconds.get(1).asDouble()) / 2;
    assertThat(result.get("median").asDouble()).isCloseTo(middle, within(1e-12));
    assertThat(result.get("medianFromFiles").asDouble()).isGreaterThan(middle);
    assertThat(result.get("objective").asDouble()).isBetween(0.0, Math.log(10));
    assertThat(result.get("accuracy").asDouble()).isBetween(0.5, 1.0);
    assertThat(result.get("reached").asBoolean())
        .isEqualTo(result.get("accuracy").asDouble() >= goal(result));
  }

  private static double goal(JsonNode result) {
    return result.get("workload").asText().equals("mnist-mlp") ? 0.973 : 0.926;
  }

  /** The ratio from the medians that stand beside it. */
  private static double expected(JsonNode ratio, List<JsonNode> results) {
    double own = 0;
    double other = 0;
    for (JsonNode result : results) {
      String engine = result.get("engine").asText();
      if (!result.get("workload").equals(ratio.get("workload"))) {
        continue;
      }
      assertThat(ratio.get("against").asText()).startsWith("mllib ");
      if (engine.equals("descent")) {
        own = result.get("median").asDouble();
      } else if (ratio.get("against").asText().equals(engine + " " + result.get("blas").asText())) {
        other = result.get("median").asDouble();
      }
    }
    return other / own;
  }
}
