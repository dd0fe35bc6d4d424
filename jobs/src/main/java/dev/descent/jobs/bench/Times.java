package dev.descent.jobs.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How long the rounds of one engine took.
 *
 * @param seconds of every round, in order; at least one
 */
record Times(List<Double> seconds) {

  Times {
    seconds = List.copyOf(seconds);
    if (seconds.isEmpty()) {
      throw new IllegalArgumentException("there are no times of no rounds");
    }
    if (seconds.stream().anyMatch(s -> !(s > 0) || s.isInfinite())) {
      throw new IllegalArgumentException("times must be finite and > 0, but were " + seconds);
    }
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  double median() {
    return median(seconds);
  }

  /** That of any numbers. */
  static double median(List<Double> numbers) {
    double[] sorted = sorted(numbers);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** (longest - shortest) / median. */
  double spread() {
    double[] sorted = sorted(seconds);
    return (sorted[sorted.length - 1] - sorted[0]) / median();
  }

  /** How many times as long as {@code that} these took, by the medians. */
  double over(Times that) {
    return median() / that.median();
  }

  private static double[] sorted(List<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(s -> s).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
