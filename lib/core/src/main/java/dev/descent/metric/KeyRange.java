package dev.descent.metric;

/**
 * The rows of a curve whose keys lie in [{@code least}, {@code greatest}], both of which occur.
 *
 * @param rows how many rows, whatever their weights
 * @param weights of these rows
 */
public record KeyRange(long least, long greatest, long rows, BinaryWeights weights) {

  /** The range of one bin of a histogram, which has rows. */
  static KeyRange of(ScoreHistogram histogram, int bin) {
    return new KeyRange(
        histogram.least(bin), histogram.greatest(bin), histogram.rows(bin), histogram.weights(bin));
  }

  /** The rows of this range and of {@code next}, which lies above. */
  KeyRange plus(KeyRange next) {
    return new KeyRange(least, next.greatest, rows + next.rows, weights.copy().merge(next.weights));
  }
}
