package dev.descent.metric;

import dev.descent.math.Scaled;
import java.util.List;

/**
 * The sums over the rows of a bin of probabilities, with weight w, probability p and outcome y.
 *
 * @param rows sum of w
 * @param positives sum of w y
 * @param probabilities sum of w p
 * @param probabilitiesOfPositives sum of w p y
 * @param squares sum of w p^2
 */
record BinSums(
    Scaled rows,
    Scaled positives,
    Scaled probabilities,
    Scaled probabilitiesOfPositives,
    Scaled squares) {
  private static final BinSums NONE =
      new BinSums(Scaled.ZERO, Scaled.ZERO, Scaled.ZERO, Scaled.ZERO, Scaled.ZERO);

  static BinSums all(List<BinSums> bins) {
    return bins.stream().reduce(NONE, BinSums::plus);
  }

  private BinSums plus(BinSums that) {
    return new BinSums(
        rows.plus(that.rows),
        positives.plus(that.positives),
        probabilities.plus(that.probabilities),
        probabilitiesOfPositives.plus(that.probabilitiesOfPositives),
        squares.plus(that.squares));
  }

  /** |rate - mean probability| times {@link #rows}. */
  Scaled miss() {
    Scaled difference = positives.minus(probabilities);
    return difference.signum() < 0 ? Scaled.ZERO.minus(difference) : difference;
  }

  /** The variance of p times {@link #rows}^2. */
  Scaled spread() {
    return rows.times(squares).minus(probabilities.times(probabilities));
  }

  /** The covariance of p and y times {@link #rows}^2. */
  Scaled covariation() {
    return rows.times(probabilitiesOfPositives).minus(probabilities.times(positives));
  }
}
