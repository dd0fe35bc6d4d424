package dev.descent.metric;

import java.util.List;

/**
 * How far actual and predicted classes agree: with n rows, c of them right, and a_k actual and p_k
 * predicted rows of class k.
 *
 * @param rows n
 * @param right c
 * @param products sum of a_k p_k
 * @param actualSquares sum of a_k^2
 * @param predictedSquares sum of p_k^2
 */
record Agreement(
    double rows, double right, double products, double actualSquares, double predictedSquares) {

  /** Of the classes, each against the rest. */
  static Agreement of(List<BinaryConfusion> classes) {
    double right = 0;
    double products = 0;
    double actualSquares = 0;
    double predictedSquares = 0;
    for (BinaryConfusion one : classes) {
      double actual = one.positives();
      double predicted = one.tp() + one.fp();
      right += one.tp();
      products = Math.fma(actual, predicted, products);
      actualSquares = Math.fma(actual, actual, actualSquares);
      predictedSquares = Math.fma(predicted, predicted, predictedSquares);
    }
    double rows = classes.stream().mapToDouble(BinaryConfusion::positives).sum();
    return new Agreement(rows, right, products, actualSquares, predictedSquares);
  }

  /** c / n. */
  double accuracy() {
    return BinaryConfusion.ratio(right, rows);
  }

  /**
   * Cohen's kappa: (c n - sum a_k p_k) / (n^2 - sum a_k p_k).
   *
   * <p>Source: Cohen, Educational and Psychological Measurement 20, 1960.
   */
  double kappa() {
    return BinaryConfusion.ratio(Math.fma(right, rows, -products), kappaScale());
  }

  double kappaScale() {
    return Math.fma(rows, rows, -products);
  }

  /**
   * Matthews' correlation of several classes: (c n - sum a_k p_k) / sqrt((n^2 - sum p_k^2) (n^2 -
   * sum a_k^2)).
   *
   * <p>Source: Gorodkin, Computational Biology and Chemistry 28, 2004.
   */
  double mcc() {
    return BinaryConfusion.ratio(Math.fma(right, rows, -products), mccScale());
  }

  double mccScale() {
    double predicted = Math.max(0, Math.fma(rows, rows, -predictedSquares));
    double actual = Math.max(0, Math.fma(rows, rows, -actualSquares));
    return Math.sqrt(predicted * actual);
  }
}
