package dev.descent.metric;

import java.util.List;

/**
 * Hand and Till's M: the mean over all pairs of classes of how well their own probabilities keep
 * the two apart.
 *
 * <p>A(i|j) is the share of the pairs of a row of class i and one of class j in which the first has
 * the higher probability of i, equal ones counting half; M is the mean of (A(i|j) + A(j|i)) / 2
 * over the pairs of classes that both have rows.
 *
 * <p>Source: Hand and Till, Machine Learning 45, 2001.
 *
 * @param value M; 0 without a pair
 * @param pairs how many pairs of classes have rows
 */
public record HandTill(double value, int pairs) {

  /**
   * M from the curves of all classes, each against the rest.
   *
   * @param curves with {@link CurveSummary#pairs} [K]
   */
  public static HandTill of(List<CurveSummary> curves) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < curves.size(); i++) {
      for (int j = 0; j < i; j++) {
        double weight = curves.get(i).curve().positives() * curves.get(j).curve().positives();
        if (weight > 0) {
          sum += (curves.get(i).pairs().get(j) + curves.get(j).pairs().get(i)) / weight / 2;
          pairs++;
        }
      }
    }
    return new HandTill(pairs == 0 ? 0 : sum / pairs, pairs);
  }
}
