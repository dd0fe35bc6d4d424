package dev.descent.jobs.spec;

import java.util.OptionalDouble;

/**
 * The section {@code retrain.gates}: what a challenger must reach to become the champion, on test
 * rows.
 *
 * @param metric by which models are compared
 * @param improveBy what the lower end of the interval of the gain must be above; below 0 a loss is
 *     allowed
 * @param neverBelow the worst value of the metric: the least, of a loss the greatest
 * @param confidence of the interval of the gain, in (0, 1)
 * @param slicesMayLose how much worse than the champion any slice may be, >= 0
 * @param driftPsiAtMost the greatest population stability index of a column, > 0
 * @param calibrationErrorAtMost the greatest expected calibration error of the probabilities of two
 *     classes, in (0, 1)
 */
public record GatesSpec(
    GateMetric metric,
    double improveBy,
    OptionalDouble neverBelow,
    double confidence,
    OptionalDouble slicesMayLose,
    OptionalDouble driftPsiAtMost,
    OptionalDouble calibrationErrorAtMost) {
  public GatesSpec {
    Bound.ANY.require("retrain.gates.improve-by", improveBy);
    neverBelow.ifPresent(value -> Bound.ANY.require("retrain.gates.never-below", value));
    Bound.OPEN_UNIT.require("retrain.gates.confidence", confidence);
    slicesMayLose.ifPresent(
        value -> Bound.NON_NEGATIVE.require("retrain.gates.slices-may-lose", value));
    driftPsiAtMost.ifPresent(
        value -> Bound.POSITIVE.require("retrain.gates.drift-psi-at-most", value));
    calibrationErrorAtMost.ifPresent(
        value -> Bound.OPEN_UNIT.require("retrain.gates.calibration-error-at-most", value));
  }
}
