package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.spec.JobSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A table that grows, and the program that retrains on it every night. */
final class Nights {
  private static final String JOB =
      """
      name = churn
      data {
        train { format = csv, path = "FOLDER/data", options { header = true } }
        split { test = 0.3 }
        label = churned
      }
      features.columns = ["x*"]
      model { type = logistic, penalty { type = ridge, strength = 0.001 } }
      training { solver = l-bfgs }
      evaluation { slices = [region] }
      output { runs = "FOLDER/runs", store.path = "FOLDER/models" }
      retrain {
        when { every = 1d, or-new-rows = 500 }
        gates { metric = log-loss, improve-by = 0.01, never-below = 0.6, slices-may-lose = 0.2 }
      }
      """;

  /** So little training that anything is better. */
  static final String WEAK =
      "training { solver = mini-batch, optimizer.type = sgd, rate.initial = 0.05, batch-size = full, epochs = 1 }";

  static final String ANY = "retrain.gates.never-below = 1";

  private final Path folder;
  private final Path job;
  private final Random random = new Random(7);

  /** With everything in {@code folder}, which has no rows yet. */
  Nights(Path folder) {
    this.folder = folder;
    this.job = folder.resolve("churn.conf");
    try {
      Files.writeString(job, JOB.replace("FOLDER", folder.toString()));
      Files.createDirectory(folder.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The job file with settings laid over it. */
  JobSpec spec(String... overrides) throws IOException {
    return JobSpec.parse("churn.conf", Files.readString(job), List.of(overrides), Map.of());
  }

  /** Who churns: by x1 and x2, in the west the other way round. */
  void rows(String day, int count, String region, double shift) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,x1,x2,region,churned"));
    for (int i = 0; i < count; i++) {
      double x1 = random.nextGaussian() + shift;
      double x2 = random.nextGaussian();
      double score = 2 * (x1 - shift) - x2 + random.nextGaussian();
      boolean churned = region.equals("west") ? score < 0 : score > 0;
      lines.add(
          String.format(
              Locale.ROOT,
              "%s-%d,%.6f,%.6f,%s,%s",
              day,
              i,
              x1,
              x2,
              region,
              churned ? "yes" : "no"));
    }
    Files.write(folder.resolve("data/" + day + ".csv"), lines);
  }

  Invocation run(String command, String... words) {
    List<String> line = new ArrayList<>(List.of(command.split(" ")));
    line.add(job.toString());
    line.addAll(List.of(words));
    line.add("--quiet");
    line.add("--json");
    return Invocation.of(line.toArray(String[]::new));
  }

  JsonNode ends(int exitCode, String outcome, String... words) {
    Invocation invocation = run("retrain", words);
    assertThat(invocation.exitCode()).as(invocation.err()).isEqualTo(exitCode);
    JsonNode said = invocation.json();
    assertThat(said.get("outcome").asText()).as(invocation.out()).isEqualTo(outcome);
    assertThat(said.get("exitCode").asInt()).isEqualTo(exitCode);
    assertThat(said.get("command").asText()).isEqualTo("retrain");
    return said;
  }

  void fails(int exitCode, String complaint, String... words) {
    Invocation invocation = run("retrain", words);
    assertThat(invocation.exitCode()).as(invocation.err()).isEqualTo(exitCode);
    assertThat(invocation.complaints()).singleElement().asString().contains(complaint);
  }

  static String night(int day) {
    return "--as-of=2026-11-" + day;
  }

  /** Every file below the folder but those of the lease, with its size. */
  Map<String, Long> files() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        sizes.put(folder.relativize(file).toString(), Files.size(file));
      }
    }
    return sizes;
  }

  static JsonNode decision(JsonNode said) throws IOException {
    return Invocation.read(Files.readString(Path.of(said.get("run").asText(), "decision.json")));
  }
}
