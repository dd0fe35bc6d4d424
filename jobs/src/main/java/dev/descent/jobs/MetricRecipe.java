package dev.descent.jobs;

import dev.descent.jobs.spec.CurvesSpec;
import dev.descent.jobs.spec.EvaluationSpec;
import dev.descent.jobs.spec.ThresholdSpec;
import dev.descent.metric.ScoreBins;
import dev.descent.metric.ThresholdGoal;
import dev.descent.spark.evaluate.Bootstrap;
import dev.descent.spark.evaluate.CurveMethod;
import dev.descent.spark.evaluate.MetricSettings;
import java.util.Optional;

/** The metrics that the section {@code evaluation} asks for. */
final class MetricRecipe {
  private MetricRecipe() {}

  static MetricSettings of(EvaluationSpec spec) {
    ThresholdSpec threshold = spec.threshold().orElseGet(ThresholdSpec::usual);
    CurveMethod curves =
        spec.curves() instanceof CurvesSpec.Bins one
            ? new CurveMethod.OnePass(new ScoreBins(one.bins()))
            : new CurveMethod.Exact();
    return new MetricSettings(
        threshold.fixed().orElse(0),
        goal(threshold),
        curves,
        spec.bootstrap().map(b -> new Bootstrap(b.replicates(), b.confidence())));
  }

  private static Optional<ThresholdGoal> goal(ThresholdSpec threshold) {
    if (threshold instanceof ThresholdSpec.Maximize most) {
      ThresholdGoal.Measure measure = ThresholdGoal.Measure.valueOf(most.measure().name());
      return Optional.of(new ThresholdGoal.Maximize(measure));
    }
    if (threshold instanceof ThresholdSpec.MaximizeFBeta most) {
      return Optional.of(new ThresholdGoal.MaximizeFBeta(most.beta()));
    }
    if (threshold instanceof ThresholdSpec.PrecisionAtLeast least) {
      return Optional.of(new ThresholdGoal.PrecisionAtLeast(least.precision()));
    }
    if (threshold instanceof ThresholdSpec.RecallAtLeast least) {
      return Optional.of(new ThresholdGoal.RecallAtLeast(least.recall()));
    }
    if (threshold instanceof ThresholdSpec.Cost cost) {
      return Optional.of(new ThresholdGoal.LeastCost(cost.falsePositive(), cost.falseNegative()));
    }
    return Optional.empty();
  }
}
