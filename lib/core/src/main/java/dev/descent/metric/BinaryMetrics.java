package dev.descent.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics of binary predictions at one threshold.
 *
 * @param confusion the four weights at the threshold
 * @param areas areas under the curves, which no threshold changes
 * @param losses log loss and Brier score
 * @param threshold rows with a probability >= it are predicted positive
 */
public record BinaryMetrics(
    BinaryConfusion confusion, Areas areas, Losses losses, double threshold) {

  /** Requires a finite threshold. */
  public BinaryMetrics {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("threshold must be finite, but was " + threshold);
    }
  }

  /** The metrics of a curve at {@code threshold}, with the losses of the same rows. */
  public static BinaryMetrics of(Curve curve, BinaryLoss loss, double threshold) {
    Losses losses = new Losses(loss.logLoss(), loss.brier());
    return new BinaryMetrics(curve.at(threshold), curve.areas(), losses, threshold);
  }

  /** The names of metrics that are x/0, in the order of {@link #toMap}; their value is 0. */
  public List<String> undefined() {
    List<String> names = new ArrayList<>(confusion.undefined());
    boolean noRows = confusion.rows() == 0;
    boolean noPositive = confusion.positives() == 0;
    BinaryConfusion.nameIf(names, "logLoss", noRows);
    BinaryConfusion.nameIf(names, "brier", noRows);
    BinaryConfusion.nameIf(names, "rocAuc", noPositive || confusion.negatives() == 0);
    BinaryConfusion.nameIf(names, "prAuc", noPositive);
    BinaryConfusion.nameIf(names, "averagePrecision", noPositive);
    return ratios().keySet().stream().filter(names::contains).toList();
  }

  /** The object of metrics.json: Double, Long, List and Map values in a fixed order. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = ratios();
    map.put("threshold", threshold);
    map.put("confusion", confusion.toMap());
    map.put("positives", Figures.number(confusion.positives()));
    map.put("rows", Figures.number(confusion.rows()));
    map.put("undefined", undefined());
    return map;
  }

  private Map<String, Object> ratios() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("accuracy", confusion.accuracy());
    map.put("precision", confusion.precision());
    map.put("recall", confusion.recall());
    map.put("f1", confusion.f1());
    map.put("balancedAccuracy", confusion.balancedAccuracy());
    map.put("mcc", confusion.mcc());
    map.put("kappa", confusion.kappa());
    map.put("logLoss", losses.logLoss());
    map.put("brier", losses.brier());
    map.put("rocAuc", areas.rocAuc());
    map.put("prAuc", areas.prAuc());
    map.put("averagePrecision", areas.averagePrecision());
    map.put("specificity", confusion.specificity());
    map.put("fallOut", confusion.fallOut());
    map.put("youden", confusion.youden());
    return map;
  }

  /**
   * What predictions cost, whatever the threshold.
   *
   * @param logLoss mean in nats
   * @param brier mean of (p - y)^2
   */
  public record Losses(double logLoss, double brier) {}
}
