package dev.descent.metric;

import dev.descent.math.Scaled;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Exact weighted quantiles of values that are spread over many machines, all in the same four
 * passes.
 *
 * <p>With W the sum of the weights, the quantile of level q is the mean of two values: the smallest
 * one up to which the weights sum to at least q W, and the smallest one up to which they exceed q W
 * (the largest value where none does): the averaged inverse of the distribution function, symmetric
 * and of levels 0 and 1 the smallest and the largest value. The median, q = 1/2, of rows of weight
 * 1 is the middle value, or the mean of the two middle ones. A row of weight 2 counts as two, one
 * of weight 0 is ignored; a level is the decimal number that its text shows.
 *
 * <pre>{@code
 * RadixSelect median = RadixSelect.median();
 * while (!median.isDone()) {
 *   median = median.next(sum over all rows of median.histogram().add(value, weight));
 * }
 * }</pre>
 *
 * <p>Immutable; it stays where the loop runs, only histograms travel.
 *
 * <p>Source: Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician
 * 50, 1996, definition 2.
 */
public final class RadixSelect {
  /** How many passes over the values a selection takes. */
  public static final int PASSES = Long.SIZE / RadixHistogram.DIGIT_BITS;

  private final int pass;
  private final List<Quantile> quantiles;

  /** The sum of all weights, known after the first pass. */
  private final @Nullable Scaled total;

  private RadixSelect(int pass, List<Quantile> quantiles, @Nullable Scaled total) {
    this.pass = pass;
    this.quantiles = quantiles;
    this.total = total;
  }

  /** A selection of the median, of which nothing is known yet. */
  public static RadixSelect median() {
    return quantiles(0.5);
  }

  /** A selection of the quantiles of {@code levels} in [0, 1], of which nothing is known yet. */
  public static RadixSelect quantiles(double... levels) {
    if (levels.length == 0) {
      throw new IllegalArgumentException("a selection needs at least one level");
    }
    return new RadixSelect(0, Arrays.stream(levels).mapToObj(Quantile::of).toList(), null);
  }

  /** The median of values that are all here, which must have some weight. */
  public static double medianOf(double[] values, double[] weights) {
    return quantilesOf(values, weights, 0.5)[0];
  }

  /** The quantiles of {@code levels} of values that are all here, which must have some weight. */
  public static double[] quantilesOf(double[] values, double[] weights, double... levels) {
    if (weights.length != values.length) {
      throw new IllegalArgumentException(
          "expected " + values.length + " weights, but were " + weights.length);
    }
    RadixSelect select = quantiles(levels);
    while (!select.isDone()) {
      RadixHistogram histogram = select.histogram();
      for (int i = 0; i < values.length; i++) {
        histogram.add(values[i], weights[i]);
      }
      select = select.next(histogram);
    }
    return select.values();
  }

  /** Whether all passes are made. */
  public boolean isDone() {
    return pass == PASSES;
  }

  /** The empty histogram of the next pass, small until a value is added. */
  public RadixHistogram histogram() {
    if (isDone()) {
      throw new IllegalStateException("the selection is done after " + PASSES + " passes");
    }
    return new RadixHistogram(pass, prefixes());
  }

  /**
   * The selection with 16 more bits known, from the histogram of all values.
   *
   * @throws IllegalArgumentException if the histogram is of another pass, or no value has weight
   */
  public RadixSelect next(RadixHistogram all) {
    all.requirePass(pass, prefixes());
    Scaled whole = total == null ? sum(all) : total;
    if (whole.signum() == 0) {
      throw new IllegalArgumentException(
          "a quantile needs rows with a weight > 0, but there are none");
    }
    List<Quantile> next = quantiles.stream().map(quantile -> quantile.next(all, whole)).toList();
    return new RadixSelect(pass + 1, next, whole);
  }

  /** The first of {@link #values}, which of a median is the only one. */
  public double value() {
    return values()[0];
  }

  /** The quantiles, in the order of their levels. */
  public double[] values() {
    if (!isDone()) {
      throw new IllegalStateException("the selection made " + pass + " of " + PASSES + " passes");
    }
    return quantiles.stream().mapToDouble(Quantile::value).toArray();
  }

  /** The leading bits that are known of any quantile, ascending. */
  private long[] prefixes() {
    return quantiles.stream()
        .flatMapToLong(quantile -> LongStream.of(quantile.lower.prefix, quantile.upper.prefix))
        .sorted()
        .distinct()
        .toArray();
  }

  private static Scaled sum(RadixHistogram all) {
    Scaled sum = Scaled.ZERO;
    for (int digit = 0; digit < RadixHistogram.DIGITS; digit++) {
      Scaled weight = all.weight(0, digit);
      sum = weight.signum() == 0 ? sum : sum.plus(weight);
    }
    return sum;
  }

  /** The two values of which a quantile is the mean. */
  private record Quantile(QuantileLevel level, Target lower, Target upper) {
    static Quantile of(double level) {
      return new Quantile(QuantileLevel.of(level), Target.UNKNOWN, Target.UNKNOWN);
    }

    /** The lower value is reached by a weight of the level, the upper one by more. */
    Quantile next(RadixHistogram all, Scaled whole) {
      return new Quantile(
          level,
          lower.next(all, weight -> level.compare(weight, whole) >= 0),
          upper.next(all, weight -> level.compare(weight, whole) > 0));
    }

    double value() {
      double low = RadixHistogram.value(lower.prefix);
      double high = RadixHistogram.value(upper.prefix);
      return low == high ? low : low / 2 + high / 2;
    }
  }

  /** A value of which the leading bits are known, and the weight of the values below those. */
  private record Target(long prefix, Scaled below) {
    private static final Target UNKNOWN = new Target(0, Scaled.ZERO);

    /**
     * The first digit up to which the weight is {@code enough}; the last one with weight where none
     * is, at level 1 or by rounding of vastly different weights.
     */
    Target next(RadixHistogram all, Predicate<Scaled> enough) {
      @Nullable Target last = null;
      Scaled before = below;
      for (int digit = 0; digit < RadixHistogram.DIGITS; digit++) {
        Scaled weight = all.weight(prefix, digit);
        if (weight.signum() > 0) {
          last = new Target(prefix << RadixHistogram.DIGIT_BITS | digit, before);
          before = before.plus(weight);
          if (enough.test(before)) {
            return last;
          }
        }
      }
      if (last == null) {
        throw new IllegalArgumentException("the values changed between two passes of a quantile");
      }
      return last;
    }
  }
}
