package dev.descent.jobs;

import dev.descent.jobs.run.RunFolder;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.ThresholdSpec;
import dev.descent.model.Model;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.evaluate.Evaluation;
import dev.descent.spark.evaluate.Measurement;
import dev.descent.spark.evaluate.MetricSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metrics of a model on the data sets of a job.
 *
 * @param sides by data set, in the order train, validation, test
 */
record Judgement(Map<Side, Measurement> sides) {
  /** Measures {@code model} on every row of the training table and of the job's test table. */
  static Judgement of(JobSpec spec, JobTables tables, Model model, Table train) {
    Optional<Table> test = tables.test(model.encoding().columns());
    List<Table> all = Stream.concat(Stream.of(train), test.stream()).toList();
    return new Judgement(Evaluation.of(model, all, settings(spec, tables, model)).sides());
  }

  /** Measures {@code model} on one table and keeps only {@code side}. */
  static Judgement of(JobSpec spec, JobTables tables, Model model, List<Table> all, Side side) {
    Evaluation evaluation = Evaluation.of(model, all, settings(spec, tables, model));
    return new Judgement(Map.of(side, evaluation.required(side)));
  }

  private static Evaluation.Settings settings(JobSpec spec, JobTables tables, Model model) {
    return new Evaluation.Settings(
        tables.target().reader(model.classes()),
        MetricSettings.at(
            spec.evaluation().threshold().orElseGet(ThresholdSpec::usual).fixed().orElse(0.5)),
        spec.training().depth());
  }

  /** What metrics.json holds. */
  Map<String, Map<String, Object>> metrics() {
    Map<String, Map<String, Object>> metrics = new LinkedHashMap<>();
    sides.forEach((side, found) -> metrics.put(name(side), found.toMap()));
    return metrics;
  }

  /** Writes the curves of the data set that matters most: test, else validation, else train. */
  void writeCurves(RunFolder folder) {
    Measurement last = null;
    for (Side side : Side.values()) {
      last = sides.getOrDefault(side, last);
    }
    if (last != null) {
      CurveFiles.write(last, folder);
    }
  }

  private static String name(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
