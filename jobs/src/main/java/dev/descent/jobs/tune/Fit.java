package dev.descent.jobs.tune;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One training of a candidate.
 *
 * @param value of the metric on rows that it was not trained on; empty where there is none
 * @param training the same on the rows that it was trained on; NaN where there is none
 * @param ending how it ended
 * @param seconds how long it took
 */
public record Fit(Optional<Double> value, double training, Ending ending, double seconds) {

  /**
   * How a training ended.
   *
   * @param epochs after how many
   * @param stopReason by its name in run.json; empty where it did not get so far
   * @param problem why nothing is to be measured; empty where there is no problem
   */
  public record Ending(int epochs, String stopReason, String problem) {}

  /** Of a model that has been measured. */
  public static Fit of(double value, double training, Ending ending, double seconds) {
    return Double.isFinite(value)
        ? new Fit(Optional.of(value), training, ending, seconds)
        : failed(new Ending(ending.epochs, ending.stopReason, "the metric is " + value), seconds);
  }

  /** Of one that has nothing to be measured by, and whose {@code ending} says why. */
  public static Fit failed(Ending ending, double seconds) {
    return new Fit(Optional.empty(), Double.NaN, ending, seconds);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("value", value.orElse(null));
    map.put("training", Double.isFinite(training) ? training : null);
    map.put("epochs", ending.epochs);
    map.put("stopReason", ending.stopReason);
    map.put("seconds", Math.rint(seconds * 1000) / 1000);
    return map;
  }
}
