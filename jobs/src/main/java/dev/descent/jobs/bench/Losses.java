package dev.descent.jobs.bench;

import org.apache.spark.ml.linalg.Vector;

/** Losses of MLlib's raw predictions, by the formulas that Descent trains with. */
final class Losses {
  private Losses() {}

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
}
