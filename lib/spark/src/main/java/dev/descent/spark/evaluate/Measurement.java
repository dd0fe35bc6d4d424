package dev.descent.spark.evaluate;

import dev.descent.metric.BinaryMetrics;
import dev.descent.metric.Calibration;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.MultiClassMetrics;
import dev.descent.metric.RegressionMetrics;
import dev.descent.metric.ResidualGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metrics of one side. */
public sealed interface Measurement {

  /** How many rows, whatever their weights. */
  long rows();

  /** The mean loss by which slices are compared: log loss, or mean squared error. */
  double loss();

  /** The object of metrics.json, in a fixed order. */
  Map<String, Object> toMap();

  /**
   * Of a model with two classes.
   *
   * @param metrics at the threshold of the evaluation
   * @param curve of the probabilities of the positive class
   * @param calibration of these probabilities
   * @param choice how the threshold was found, if a goal was given
   */
  record Binary(
      long rows,
      BinaryMetrics metrics,
      CurveSummary curve,
      Calibration calibration,
      Optional<CurveSummary.Choice> choice)
      implements Measurement {
    @Override
    public double loss() {
      return metrics.losses().logLoss();
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = metrics.toMap();
      List<String> undefined = new ArrayList<>(metrics.undefined());
      if (undefined.contains("rocAuc")) {
        undefined.add("ks");
      }
      choice.ifPresent(chosen -> map.put("thresholdReached", chosen.reached()));
      map.put("ks", curve.ks());
      map.put("ksThreshold", curve.ks() > 0 ? curve.ksThreshold() : null);
      map.put("calibration", calibration.error().toMap());
      map.put("curves", curve.toMap());
      map.remove("undefined");
      map.put("undefined", undefined);
      return map;
    }
  }

  /**
   * Of a model with several classes.
   *
   * @param curves of the probabilities of each class against the rest
   */
  record MultiClass(long rows, MultiClassMetrics metrics, List<CurveSummary> curves)
      implements Measurement {
    @Override
    public double loss() {
      return metrics.loss().logLoss();
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = metrics.toMap();
      map.put("curves", curves.stream().map(CurveSummary::toMap).toList());
      return map;
    }
  }

  /**
   * Of a regression.
   *
   * @param grid of its rows, to be drawn; of whole sides with a weight
   */
  record Regression(long rows, RegressionMetrics metrics, Optional<ResidualGrid> grid)
      implements Measurement {
    @Override
    public double loss() {
      return metrics.mse();
    }

    @Override
    public Map<String, Object> toMap() {
      return metrics.toMap();
    }
  }
}
