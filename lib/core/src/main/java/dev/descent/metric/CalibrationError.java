package dev.descent.metric;

import dev.descent.math.Scaled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far probabilities are from the rates observed with them, by the bins of a {@link
 * Calibration}; all 0 and undefined without rows.
 *
 * <p>Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian
 * binning, AAAI 2015, for expected and maximum error, here with the weights of the rows.
 *
 * @param expected mean over the rows of |rate - mean probability| of their bin
 * @param maximum the largest |rate - mean probability| of a bin with rows
 * @param brier what the Brier score is made of
 * @param bins how many bins, empty ones too
 * @param rows sum of the weights
 */
public record CalibrationError(
    double expected, double maximum, BrierParts brier, int bins, double rows) {

  /** Of those of {@code bins} bins that have rows. */
  static CalibrationError of(List<BinSums> filled, int bins) {
    Scaled rows = BinSums.all(filled).rows();
    Scaled misses = Scaled.ZERO;
    double maximum = 0;
    for (BinSums bin : filled) {
      misses = misses.plus(bin.miss());
      maximum = Math.max(maximum, bin.miss().over(bin.rows()));
    }
    double expected = rows.signum() == 0 ? 0 : misses.over(rows);
    return new CalibrationError(expected, maximum, BrierParts.of(filled), bins, rows.toDouble());
  }

  /** The names of the numbers that are x/0, in the order of {@link #toMap}: all without rows. */
  public List<String> undefined() {
    return rows == 0 ? List.copyOf(ratios().keySet()) : List.of();
  }

  /** The object "calibration" of metrics.json: Double, Long and List values in a fixed order. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = ratios();
    map.put("bins", (long) bins);
    map.put("undefined", undefined());
    return map;
  }

  private Map<String, Object> ratios() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("expectedError", expected);
    map.put("maximumError", maximum);
    map.put("reliability", brier.reliability());
    map.put("resolution", brier.resolution());
    map.put("uncertainty", brier.uncertainty());
    map.put("withinBinVariance", brier.withinBinVariance());
    map.put("withinBinCovariance", brier.withinBinCovariance());
    return map;
  }
}
