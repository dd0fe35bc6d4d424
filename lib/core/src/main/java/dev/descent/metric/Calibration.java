package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The reliability table of probabilities: equal bins of [0, 1], with the mean probability and the
 * observed rate of positive rows in each. Mergeable with the same bits in any order.
 *
 * <p>Bin b of B holds b/B <= p < (b + 1)/B; the last one also p = 1.
 */
public final class Calibration implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bins of width 0.1. */
  public static final int DEFAULT_BINS = 10;

  /** 192 bits below the largest square, so that the variance within a bin does not cancel. */
  private static final int WIDTH = 7;

  /** Above what rounding can move p B, which is at most 2^31 2^-53. */
  private static final double NEAR = 1e-6;

  private final int bins;
  private final WeightSums rows;
  private final WeightSums positives;

  /** Sum 2b is that of the negative, 2b + 1 that of the positive rows of bin b. */
  private final ExactSums probabilities;

  private final ExactSums squares;

  /** A table of no rows with {@code bins} bins. */
  public Calibration(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be >= 1, but were " + bins);
    }
    this.bins = bins;
    this.rows = new WeightSums(bins);
    this.positives = new WeightSums(bins);
    this.probabilities = new ExactSums(Math.multiplyExact(2, bins), WIDTH);
    this.squares = new ExactSums(bins, WIDTH);
  }

  /** Adds a row; {@code actual} is 1 for a positive row, else 0. Returns this. */
  public Calibration add(double probability, int actual, double weight) {
    BinaryLoss.requireProbability(probability);
    BinaryLoss.required(actual);
    if (WeightSums.required(weight) > 0) {
      int bin = bin(probability);
      rows.add(bin, weight);
      probabilities.addProduct(2 * bin + actual, weight, probability);
      squares.addWeightedSquare(bin, weight, probability);
      if (actual == 1) {
        positives.add(bin, weight);
      }
    }
    return this;
  }

  /** Adds rows of any weights; returns this. */
  public Calibration add(BinaryRows added) {
    if (!added.allOne()) {
      for (int i = 0; i < added.size(); i++) {
        add(added.probabilities()[i], added.actual()[i], added.weight(i));
      }
      return this;
    }
    int[] ends = new int[2 * bins];
    double[] sorted = sorted(added, ends);
    for (int b = 0; b < bins; b++) {
      int from = b == 0 ? 0 : ends[2 * b - 1];
      int negatives = ends[2 * b];
      int to = ends[2 * b + 1];
      if (to > from) {
        rows.count(b, to - from);
        positives.count(b, to - negatives);
        probabilities.addAll(2 * b, sorted, from, negatives);
        probabilities.addAll(2 * b + 1, sorted, negatives, to);
        squares.addAllSquares(b, sorted, from, to);
      }
    }
    return this;
  }

  /**
   * The probabilities by bin and class, so that the numbers of a sum come one after the other.
   *
   * @param ends where group 2b + class ends [2 bins], written here
   */
  private double[] sorted(BinaryRows added, int[] ends) {
    int[] groups = new int[added.size()];
    for (int i = 0; i < groups.length; i++) {
      double probability = added.probabilities()[i];
      BinaryLoss.requireProbability(probability);
      groups[i] = 2 * bin(probability) + BinaryLoss.required(added.actual()[i]);
      ends[groups[i]]++;
    }
    int start = 0;
    for (int g = 0; g < ends.length; g++) {
      int count = ends[g];
      ends[g] = start;
      start += count;
    }
    double[] sorted = new double[groups.length];
    for (int i = 0; i < groups.length; i++) {
      sorted[ends[groups[i]]++] = added.probabilities()[i];
    }
    return sorted;
  }

  /** Adds the rows of {@code that}, which must have as many bins; returns this. */
  public Calibration merge(Calibration that) {
    if (that.bins != bins) {
      throw new IllegalArgumentException(
          "calibrations of " + bins + " and " + that.bins + " bins do not merge");
    }
    rows.merge(that.rows);
    positives.merge(that.positives);
    probabilities.merge(that.probabilities);
    squares.merge(that.squares);
    return this;
  }

  /** How many bins. */
  public int bins() {
    return bins;
  }

  /** Bin {@code b}; its mean and rate are 0 without rows. */
  public Bin bin(int b) {
    Scaled weight = rows.scaled(b);
    boolean empty = weight.signum() == 0;
    return new Bin(
        new Range(from(b), from(b + 1)),
        rows.value(b),
        empty ? 0 : probabilities(b).over(weight),
        empty ? 0 : positives.scaled(b).over(weight));
  }

  /** The errors of the table in one number each. */
  public CalibrationError error() {
    List<BinSums> filled =
        IntStream.range(0, bins)
            .filter(b -> rows.scaled(b).signum() > 0)
            .mapToObj(this::sums)
            .toList();
    return CalibrationError.of(filled, bins);
  }

  private BinSums sums(int b) {
    return new BinSums(
        rows.scaled(b),
        positives.scaled(b),
        probabilities(b),
        probabilities.scaled(2 * b + 1),
        squares.scaled(b));
  }

  private Scaled probabilities(int b) {
    return probabilities.scaled(2 * b).plus(probabilities.scaled(2 * b + 1));
  }

  /** calibration.csv: bin, from, to, rows, meanProbability, observedRate. */
  public Table table() {
    return new Table(
        List.of("bin", "from", "to", "rows", "meanProbability", "observedRate"),
        bins,
        b -> {
          Bin bin = bin(b);
          Range range = bin.range();
          return new double[] {
            b, range.from(), range.to(), bin.rows(), bin.meanProbability(), bin.observedRate()
          };
        });
  }

  private int bin(double probability) {
    double place = probability * bins;
    int bin = Math.min((int) place, bins - 1);
    return Math.abs(place - Math.rint(place)) > NEAR ? bin : binNearBorder(probability, bin);
  }

  /** The product may round across a border; the borders decide. */
  private int binNearBorder(double probability, int bin) {
    if (probability < from(bin)) {
      return bin - 1;
    }
    return bin < bins - 1 && probability >= from(bin + 1) ? bin + 1 : bin;
  }

  private double from(int bin) {
    return bin / (double) bins;
  }

  /** The probabilities from {@code from}, inclusive, to {@code to}, exclusive but for 1. */
  public record Range(double from, double to) {}

  /**
   * A line of the table.
   *
   * @param rows sum of the weights
   */
  public record Bin(Range range, double rows, double meanProbability, double observedRate) {}
}
