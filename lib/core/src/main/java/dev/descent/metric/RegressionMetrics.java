package dev.descent.metric;

import java.util.ArrayList;
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
 * @param meanError mean of label - prediction
 * @param maxAbsoluteError largest |label - prediction|
 * @param poissonDeviance mean Poisson deviance; undefined unless labels are >= 0, predictions > 0
 * @param quantiles of label - prediction, and the median of |label - prediction|
 * @param rows sum of the weights
 * @param undefined names of the metrics that are x/0; their value is 0
 */
public record RegressionMetrics(
    double mse,
    double rmse,
    double mae,
    double r2,
    double explainedVariance,
    double meanError,
    double maxAbsoluteError,
    double poissonDeviance,
    ResidualQuantiles quantiles,
    double rows,
    List<String> undefined) {

  /** Copies the names. */
  public RegressionMetrics {
    undefined = List.copyOf(undefined);
  }

  /** The metrics of rows that were summed, and the quantiles that were selected among them. */
  public static RegressionMetrics of(RegressionMoments moments, ResidualQuantiles quantiles) {
    return new RegressionMetrics(
        moments.mse(),
        moments.rmse(),
        moments.mae(),
        moments.r2(),
        moments.explainedVariance(),
        moments.meanError(),
        moments.maxAbsoluteError(),
        moments.poissonDeviance(),
        moments.rows() == 0 ? ResidualQuantiles.none() : quantiles,
        moments.rows(),
        undefined(moments));
  }

  /** Weighted median of |label - prediction|; see {@link RadixSelect}. */
  public double medianAbsoluteError() {
    return quantiles.medianAbsoluteError();
  }

  /** The object of metrics.json: Double, Long, List and Map values in a fixed order. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("mse", mse);
    map.put("rmse", rmse);
    map.put("mae", mae);
    map.put("r2", r2);
    map.put("explainedVariance", explainedVariance);
    map.put("medianAbsoluteError", medianAbsoluteError());
    map.put("meanError", meanError);
    map.put("maxAbsoluteError", maxAbsoluteError);
    map.put("poissonDeviance", poissonDeviance);
    map.put("residualQuantiles", quantiles.toMap());
    map.put("rows", Figures.number(rows));
    map.put("undefined", undefined);
    return map;
  }

  private static List<String> undefined(RegressionMoments moments) {
    List<String> names = new ArrayList<>();
    boolean noRows = moments.rows() == 0;
    BinaryConfusion.nameIf(names, "mse", noRows);
    BinaryConfusion.nameIf(names, "rmse", noRows);
    BinaryConfusion.nameIf(names, "mae", noRows);
    BinaryConfusion.nameIf(names, "r2", moments.labelsAreEqual());
    BinaryConfusion.nameIf(names, "explainedVariance", moments.labelsAreEqual());
    BinaryConfusion.nameIf(names, "medianAbsoluteError", noRows);
    BinaryConfusion.nameIf(names, "meanError", noRows);
    BinaryConfusion.nameIf(names, "maxAbsoluteError", noRows);
    BinaryConfusion.nameIf(names, "poissonDeviance", !moments.hasPoissonDeviance());
    BinaryConfusion.nameIf(names, "residualQuantiles", noRows);
    return names;
  }
}
