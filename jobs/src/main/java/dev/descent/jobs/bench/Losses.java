package dev.descent.jobs.bench;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/** Losses of rows with MLlib's predictions, by the formulas that Descent trains with. */
final class Losses {
  private static final String RAW = "rawPrediction";
  private static final String LABEL = "label";

  private Losses() {}

  static double softmax(Row scored) {
    return softmax(scored.<Vector>getAs(RAW), (int) number(scored, LABEL));
  }

  static double logistic(Row scored) {
    return logistic(scored.<Vector>getAs(RAW), (int) number(scored, LABEL));
  }

  /** (f - y)^2 / 2. */
  static double squared(Row scored) {
    double residual = number(scored, "prediction") - number(scored, LABEL);
    return residual * residual / 2;
  }

  private static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }

  /** log(sum_k exp(s_k)) - s_y of scores s [K] and class y. */
  static double softmax(Vector scores, int label) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < scores.size(); k++) {
      greatest = Math.max(greatest, scores.apply(k));
    }
    double sum = 0;
    for (int k = 0; k < scores.size(); k++) {
      sum += Math.exp(scores.apply(k) - greatest);
    }
    return greatest + Math.log(sum) - scores.apply(label);
  }

  /** log(1 + exp(-m)) of the margin m of class y; MLlib's raw prediction is (-f, f). */
  static double logistic(Vector raw, int label) {
    double margin = raw.apply(label);
    return Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
  }

  /** strength |w|. */
  static double lasso(double strength, Vector coefficients) {
    double sum = 0;
    for (double coefficient : coefficients.toArray()) {
      sum += Math.abs(coefficient);
    }
    return strength * sum;
  }

  /** strength / 2 |w|^2. */
  static double ridge(double strength, Vector coefficients) {
    double sum = 0;
    for (double coefficient : coefficients.toArray()) {
      sum += coefficient * coefficient;
    }
    return strength / 2 * sum;
  }
}
