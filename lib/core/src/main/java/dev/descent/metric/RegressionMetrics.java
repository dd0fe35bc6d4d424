package dev.descent.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics of a regression.
 *
 * @param mse mean squared error, in squared units of the label
 * @param rmse its square root
 * @param mae mean absolute error
 * @param r2 share of the label's variance that the predictions explain; may be negative
 * @param explainedVariance the same after taking the mean error away
 * @param medianAbsoluteError weighted median of |label - prediction|; see {@link RadixSelect}
 * @param rows sum of the weights
 * @param undefined names of the metrics that are x/0; their value is 0
 */
public record RegressionMetrics(
    double mse,
    double rmse,
    double mae,
    double r2,
    double explainedVariance,
    double medianAbsoluteError,
    double rows,
    List<String> undefined) {

  /** Copies the names. */
  public RegressionMetrics {
    undefined = List.copyOf(undefined);
  }

  /** The metrics of rows that were summed, and the median that was selected among them. */
  public static RegressionMetrics of(RegressionMoments moments, double medianAbsoluteError) {
    return new RegressionMetrics(
        moments.mse(),
        moments.rmse(),
        moments.mae(),
        moments.r2(),
        moments.explainedVariance(),
        moments.rows() == 0 ? 0 : medianAbsoluteError,
        moments.rows(),
        undefined(moments));
  }

  /** The object of metrics.json: Double, Long and List values in a fixed order. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("mse", mse);
    map.put("rmse", rmse);
    map.put("mae", mae);
    map.put("r2", r2);
    map.put("explainedVariance", explainedVariance);
    map.put("medianAbsoluteError", medianAbsoluteError);
    map.put("rows", Figures.number(rows));
    map.put("undefined", undefined);
    return map;
  }

  private static List<String> undefined(RegressionMoments moments) {
    if (moments.rows() == 0) {
      return List.of("mse", "rmse", "mae", "r2", "explainedVariance", "medianAbsoluteError");
    }
    return moments.labelsAreEqual() ? List.of("r2", "explainedVariance") : List.of();
  }
}
