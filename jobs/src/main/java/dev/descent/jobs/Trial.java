package dev.descent.jobs;

import dev.descent.jobs.retrain.ColumnDrift;
import dev.descent.jobs.retrain.Contest;
import dev.descent.jobs.retrain.SlicePair;
import dev.descent.jobs.spec.BootstrapSpec;
import dev.descent.jobs.spec.GateMetric;
import dev.descent.jobs.spec.GatesSpec;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.RetrainSpec;
import dev.descent.metric.Replicates;
import dev.descent.model.Model;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.evaluate.Bootstrap;
import dev.descent.spark.evaluate.Evaluation;
import dev.descent.spark.evaluate.Measurement;
import dev.descent.spark.evaluate.MetricSettings;
import dev.descent.spark.evaluate.Slice;
import dev.descent.spark.source.DataException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model on the test rows of a job.
 *
 * @param measurement of all of them
 * @param slices of them
 * @param replicates of the metrics, the same rows for every model
 */
record Trial(Measurement measurement, List<Slice> slices, Replicates replicates) {

  /** Measures {@code model} on the rows of the job. */
  static Trial of(JobSpec spec, JobTables tables, Table train, Model model) {
    List<String> features = model.encoding().columns();
    List<Table> all = Stream.concat(Stream.of(train), tables.test(features).stream()).toList();
    MetricSettings metrics = MetricRecipe.of(spec.evaluation()).with(draws(spec));
    Evaluation found =
        Evaluation.of(
            model,
            all,
            new Evaluation.Settings(
                tables.target().reader(model.classes()), metrics, spec.training().depth()));
    if (!found.sides().containsKey(Side.TEST)) {
      throw new DataException(
          "retrain: there is no test row to hold models against each other; give data.split.test or data.test");
    }
    return new Trial(
        found.required(Side.TEST),
        found.slices().getOrDefault(Side.TEST, List.of()),
        Objects.requireNonNull(found.replicates().get(Side.TEST)));
  }

  private static Bootstrap draws(JobSpec spec) {
    GatesSpec gates = spec.retrain().orElseThrow().gates();
    int replicates =
        spec.evaluation().bootstrap().map(BootstrapSpec::replicates).orElse(RetrainSpec.REPLICATES);
    return new Bootstrap(replicates, gates.confidence(), Set.of(Side.TEST));
  }

  /**
   * The value of a metric.
   *
   * @throws DataException if it is undefined on these rows
   */
  double value(GateMetric metric) {
    return value(metric, measurement.toMap())
        .orElseThrow(
            () ->
                new DataException(
                    "retrain.gates.metric = "
                        + metric.word()
                        + " is undefined on the "
                        + measurement.rows()
                        + " test rows; give more of them, or another metric"));
  }

  /** The value of a metric in the object of a data set of metrics.json; empty if undefined. */
  static OptionalDouble value(GateMetric metric, Map<String, Object> map) {
    boolean undefined =
        map.get("undefined") instanceof List<?> names && names.contains(metric.field());
    return !undefined && map.get(metric.field()) instanceof Double value
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }

  /** What this one, the challenger's, shows by itself. */
  Contest alone(GatesSpec gates) {
    return new Contest(value(gates.metric()), calibrationError(), Optional.empty());
  }

  /** The same beside the champion's trial and how far the data drifted. */
  Contest against(Trial champion, Optional<List<ColumnDrift>> drift, GatesSpec gates) {
    return new Contest(
        value(gates.metric()), calibrationError(), Optional.of(beside(champion, drift, gates)));
  }

  private OptionalDouble calibrationError() {
    return measurement instanceof Measurement.Binary binary
        ? OptionalDouble.of(binary.calibration().error().expected())
        : OptionalDouble.empty();
  }

  private Contest.Against beside(
      Trial champion, Optional<List<ColumnDrift>> drift, GatesSpec gates) {
    GateMetric metric = gates.metric();
    boolean more = metric.gain(1, 0) > 0;
    Replicates gain =
        more ? replicates.minus(champion.replicates) : champion.replicates.minus(replicates);
    List<Double> values = gain.values().getOrDefault(metric.field(), List.of());
    if (values.stream().allMatch(value -> value.isNaN())) {
      throw new DataException(
          "retrain.gates.metric = "
              + metric.word()
              + " is undefined in every replicate of the test rows; give more of them, or another metric");
    }
    return new Contest.Against(
        champion.value(metric),
        gain.interval(metric.field(), gates.confidence()),
        values.size(),
        pairs(champion, metric),
        drift);
  }

  private List<SlicePair> pairs(Trial champion, GateMetric metric) {
    Map<List<String>, OptionalDouble> others = new HashMap<>();
    champion.slices.forEach(
        slice ->
            others.put(
                List.of(slice.column(), slice.value()),
                value(metric, slice.measurement().toMap())));
    return slices.stream()
        .flatMap(
            slice -> {
              OptionalDouble here = value(metric, slice.measurement().toMap());
              OptionalDouble there =
                  others.getOrDefault(
                      List.of(slice.column(), slice.value()), OptionalDouble.empty());
              return here.isPresent() && there.isPresent()
                  ? Stream.of(
                      new SlicePair(
                          slice.column(),
                          slice.value(),
                          slice.measurement().rows(),
                          there.getAsDouble(),
                          here.getAsDouble()))
                  : Stream.empty();
            })
        .toList();
  }
}
