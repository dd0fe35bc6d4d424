package dev.descent.jobs;

import dev.descent.jobs.run.RunFolder;
import dev.descent.jobs.spec.BootstrapSpec;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.Scalar;
import dev.descent.jobs.spec.ScoreKind;
import dev.descent.jobs.spec.ScoreSpec;
import dev.descent.metric.Replicates;
import dev.descent.model.Model;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.Target;
import dev.descent.spark.evaluate.Evaluation;
import dev.descent.spark.evaluate.Examples;
import dev.descent.spark.evaluate.Measurement;
import dev.descent.spark.evaluate.ScoredTable;
import dev.descent.spark.evaluate.Slice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The metrics of a model, or of scores that exist, on the data sets of a job.
 *
 * @param sides by data set, in the order train, validation, test
 * @param evaluation with slices and replicates of the same data sets, and perhaps others
 * @param bootstrap how replicates become intervals
 * @param examples rows of the data set that matters most, where the job keeps any
 */
record Judgement(
    Map<Side, Measurement> sides,
    Evaluation evaluation,
    Optional<BootstrapSpec> bootstrap,
    Optional<ExampleLines> examples) {

  /** Measures {@code model} on every row of the training table and of the job's test table. */
  static Judgement of(JobSpec spec, JobTables tables, Model model, Table train) {
    Optional<Table> test = tables.test(model.encoding().columns());
    List<Table> all = Stream.concat(Stream.of(train), test.stream()).toList();
    Evaluation evaluation = Evaluation.of(model, all, settings(spec, tables, model));
    return new Judgement(
            evaluation.sides(), evaluation, spec.evaluation().bootstrap(), Optional.empty())
        .withExamples(spec, tables, model, all);
  }

  /** Measures {@code model} on one table and keeps only {@code side}. */
  static Judgement of(JobSpec spec, JobTables tables, Model model, List<Table> all, Side side) {
    return only(side, Evaluation.of(model, all, settings(spec, tables, model)), spec)
        .withExamples(spec, tables, model, all);
  }

  /** One more pass over the tables, if the job keeps rows. */
  private Judgement withExamples(JobSpec spec, JobTables tables, Model model, List<Table> all) {
    Optional<ExampleLines> found =
        spec.evaluation()
            .examples()
            .map(
                asked -> {
                  Side side = Collections.max(sides.keySet());
                  Examples.Wanted wanted = new Examples.Wanted(side, asked.rows(), asked.worst());
                  return new ExampleLines(
                      Examples.of(model, all, settings(spec, tables, model), wanted),
                      evaluation.required(side),
                      model.classes());
                });
    return new Judgement(sides, evaluation, bootstrap, found);
  }

  /** Measures the scores that {@code table} has and keeps only {@code side}. */
  static Judgement ofScores(JobSpec spec, Table table, Side side) {
    ScoreSpec score = spec.data().score().orElseThrow();
    Evaluation evaluation =
        new ScoredTable(table, score.columns())
            .evaluated(
                score.kind().map(kind -> target(kind, spec)),
                MetricRecipe.of(spec.evaluation()),
                spec.training().depth());
    return only(side, evaluation, spec);
  }

  private static Target target(ScoreKind kind, JobSpec spec) {
    return switch (kind) {
      case NUMBER -> new Target.Numbers();
      case TWO_CLASSES -> new Target.TwoClasses(spec.data().positive().map(Scalar::asLabel));
      case SEVERAL_CLASSES ->
          new Target.SeveralClasses(spec.data().classes().stream().map(Scalar::asLabel).toList());
    };
  }

  private static Judgement only(Side side, Evaluation evaluation, JobSpec spec) {
    return new Judgement(
        Map.of(side, evaluation.required(side)),
        evaluation,
        spec.evaluation().bootstrap(),
        Optional.empty());
  }

  private static Evaluation.Settings settings(JobSpec spec, JobTables tables, Model model) {
    return new Evaluation.Settings(
        tables.target().reader(model.classes()),
        MetricRecipe.of(spec.evaluation()),
        spec.training().depth());
  }

  /** What metrics.json holds. */
  Map<String, Map<String, Object>> metrics() {
    Map<String, Map<String, Object>> metrics = new LinkedHashMap<>();
    new TreeMap<>(sides).forEach((side, found) -> metrics.put(name(side), metrics(side, found)));
    return metrics;
  }

  private Map<String, Object> metrics(Side side, Measurement found) {
    Map<String, Object> metrics = found.toMap();
    List<Slice> slices = evaluation.slices().get(side);
    if (slices != null) {
      metrics.put("slices", slices.stream().map(Slice::toMap).toList());
    }
    Replicates replicates = evaluation.replicates().get(side);
    if (replicates != null) {
      BootstrapSpec asked = bootstrap.orElseThrow();
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("replicates", (long) asked.replicates());
      map.put("confidence", asked.confidence());
      map.put("intervals", replicates.toMap(asked.confidence()));
      metrics.put("bootstrap", map);
    }
    return metrics;
  }

  /**
   * Writes the curves of the data set that matters most: test, else validation, else train; and the
   * rows of it that the job keeps.
   */
  void writeCurves(RunFolder folder) {
    Measurement last = null;
    for (Side side : Side.values()) {
      last = sides.getOrDefault(side, last);
    }
    if (last != null) {
      CurveFiles.write(last, folder);
    }
    examples.ifPresent(some -> folder.writeExamples(some.lines()));
  }

  private static String name(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
