package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import dev.descent.metric.CurveSummary;
import dev.descent.spark.evaluate.MetricSettings;
import dev.descent.spark.evaluate.ScoredTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Descent: the program with a job file, whose times are those that it writes to run.json itself; to
 * measure scores the library.
 */
final class DescentEngine implements Engine {
  private static final double THRESHOLD = 0.5;

  private final Program program;
  private final SparkSession spark;

  DescentEngine(Program program, SparkSession spark) {
    this.program = program;
    this.spark = spark;
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  @Override
  public Map<String, Object> limits() {
    return Limits.ofDescent(spark);
  }

  @Override
  public Outcome train(ModelWorkload workload, Tables tables) {
    JsonNode said = trained(tables.writeJob(workload.name(), workload.job()));
    Path folder = folder(said);
    JsonNode timings = run(folder).get("timings");
    JsonNode accuracy = said.at("/metrics/test/accuracy");
    Outcome outcome =
        new Outcome(
            timings.required("train").asDouble(),
            timings.required("open").asDouble() + timings.required("prepare").asDouble(),
            lastObjective(folder));
    return accuracy.isNumber() ? outcome.with(Outcome.ACCURACY, accuracy.asDouble()) : outcome;
  }

  @Override
  public Outcome ingest(Ingestion workload, Tables tables) {
    JsonNode run = run(folder(trained(tables.writeJob(workload.name(), workload.job()))));
    JsonNode timings = run.get("timings");
    JsonNode rows = run.required("rowsByClass");
    return new Outcome(
        timings.required("open").asDouble() + timings.required("prepare").asDouble(),
        0,
        Ingestion.entropy(rows.required("1").asLong(), rows.required("0").asLong()));
  }

  /** What the program says of a training. */
  private JsonNode trained(Path job) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        program.run(
            List.of("train", job.toString(), "--json", "--quiet"),
            new PrintWriter(out),
            new PrintWriter(err));
    if (exitCode != 0) {
      throw new IllegalStateException("train ended with code " + exitCode + ": " + err);
    }
    return Json.parse(out.toString());
  }

  @Override
  public Outcome measure(RocAreas workload, Tables tables) {
    try (ScoredRows scored = ScoredRows.of(spark, tables)) {
      long start = System.nanoTime();
      CurveSummary curve =
          ScoredTable.of(scored.rows(), RocAreas.SCORE, RocAreas.LABEL)
              .binary(RocAreas.POSITIVE, MetricSettings.at(THRESHOLD).with(workload.curves()))
              .curve();
      return scored.outcome(start, curve.areas().rocAuc(), curve.errors().rocAuc());
    }
  }

  private static Path folder(JsonNode said) {
    return Path.of(said.required("run").asText().replaceFirst("^file:", ""));
  }

  private static JsonNode run(Path folder) {
    try {
      return Json.parse(Files.readString(folder.resolve("run.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double lastObjective(Path folder) {
    try {
      List<String> history = Files.readAllLines(folder.resolve("history.jsonl"));
      return Json.parse(history.get(history.size() - 1)).required("objective").asDouble();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
