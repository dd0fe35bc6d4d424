package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import dev.descent.jobs.run.RunFiles;
import dev.descent.metric.CurveSummary;
import dev.descent.spark.evaluate.MetricSettings;
import dev.descent.spark.evaluate.ScoredTable;
import java.io.PrintWriter;
import java.io.StringWriter;
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
    JsonNode said = says("train", tables.writeJob(workload.name(), workload.job()));
    JsonNode timings = run(said).get("timings");
    JsonNode accuracy = said.at("/metrics/test/accuracy");
    Outcome outcome =
        new Outcome(
            timings.required("train").asDouble(),
            timings.required("open").asDouble() + timings.required("prepare").asDouble(),
            lastObjective(said, spark));
    return accuracy.isNumber() ? outcome.with(Outcome.ACCURACY, accuracy.asDouble()) : outcome;
  }

  @Override
  public Outcome ingest(Ingestion workload, Tables tables) {
    JsonNode said = says("train", tables.writeJob(workload.name(), workload.job()));
    JsonNode run = run(said);
    JsonNode timings = run.get("timings");
    JsonNode rows = run.required("rowsByClass");
    return new Outcome(
        timings.required("open").asDouble() + timings.required("prepare").asDouble(),
        0,
        Ingestion.entropy(rows.required("1").asLong(), rows.required("0").asLong()));
  }

  private JsonNode run(JsonNode said) {
    try (RunFiles files = files(said, spark)) {
      return files.run();
    }
  }

  /** The objective after the last epoch of the run that {@code --json} has told of. */
  static double lastObjective(JsonNode said, SparkSession spark) {
    try (RunFiles files = files(said, spark)) {
      List<JsonNode> history = files.history();
      return history.get(history.size() - 1).required("objective").asDouble();
    }
  }

  private static RunFiles files(JsonNode said, SparkSession spark) {
    return RunFiles.open(said.required("run").asText(), spark.sparkContext().hadoopConfiguration());
  }

  @Override
  public double predict(BatchPrediction workload, Tables tables) {
    Path job = tables.writeJob(workload.name(), workload.job(tables));
    says("train", job);
    return Limits.seconds(() -> says("predict", job));
  }

  /** What the program says. */
  private JsonNode says(String command, Path job) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        program.run(
            List.of(command, job.toString(), "--json", "--quiet"),
            new PrintWriter(out),
            new PrintWriter(err));
    if (exitCode != 0) {
      throw new IllegalStateException(command + " ended with code " + exitCode + ": " + err);
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
}
