package dev.descent.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where residuals lie; see {@link RadixSelect} for what a quantile is.
 *
 * @param residuals the quantiles of label - prediction by their levels, ascending
 * @param medianAbsoluteError the median of |label - prediction|
 */
public record ResidualQuantiles(Map<Double, Double> residuals, double medianAbsoluteError) {
  /** The levels that are selected. */
  public static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  /** Copies the quantiles. */
  public ResidualQuantiles {
    residuals = Collections.unmodifiableMap(new TreeMap<>(residuals));
  }

  /** Of no rows: all 0. */
  public static ResidualQuantiles none() {
    Map<Double, Double> zeros = new TreeMap<>();
    LEVELS.forEach(level -> zeros.put(level, 0.0));
    return new ResidualQuantiles(zeros, 0);
  }

  /** The object "residualQuantiles" of metrics.json: level to quantile, ascending. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    residuals.forEach((level, quantile) -> map.put(level.toString(), quantile));
    return map;
  }
}
