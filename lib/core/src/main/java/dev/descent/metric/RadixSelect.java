package dev.descent.metric;

import dev.descent.math.Scaled;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The exact weighted median of values that are spread over many machines, in four passes.
 *
 * <p>With W the sum of the weights, the median is the mean of two values: the smallest one up to
 * which the weights sum to at least W/2, and the smallest one up to which they exceed W/2. For rows
 * of weight 1 that is the middle value, or the mean of the two middle ones; a row of weight 2
 * counts as two, one of weight 0 is ignored.
 *
 * <pre>{@code
 * RadixSelect median = RadixSelect.median();
 * while (!median.isDone()) {
 *   median = median.next(sum over all rows of median.histogram().add(value, weight));
 * }
 * }</pre>
 *
 * <p>Immutable; it stays where the loop runs, only histograms travel.
 */
public final class RadixSelect {
  /** How many passes over the values a selection takes. */
  public static final int PASSES = Long.SIZE / RadixHistogram.DIGIT_BITS;

  private final int pass;
  private final Target lower;
  private final Target upper;

  /** The sum of all weights, known after the first pass. */
  private final @Nullable Scaled total;

  private RadixSelect(int pass, Target lower, Target upper, @Nullable Scaled total) {
    this.pass = pass;
    this.lower = lower;
    this.upper = upper;
    this.total = total;
  }

  /** A selection of which nothing is known yet. */
  public static RadixSelect median() {
    return new RadixSelect(0, Target.UNKNOWN, Target.UNKNOWN, null);
  }

  /** The median of values that are all here, which must have some weight. */
  public static double medianOf(double[] values, double[] weights) {
    if (weights.length != values.length) {
      throw new IllegalArgumentException(
          "expected " + values.length + " weights, but were " + weights.length);
    }
    RadixSelect median = median();
    while (!median.isDone()) {
      RadixHistogram histogram = median.histogram();
      for (int i = 0; i < values.length; i++) {
        histogram.add(values[i], weights[i]);
      }
      median = median.next(histogram);
    }
    return median.value();
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
    return new RadixHistogram(pass, lower.prefix(), upper.prefix());
  }

  /**
   * The selection with 16 more bits known, from the histogram of all values.
   *
   * @throws IllegalArgumentException if the histogram is of another pass, or no value has weight
   */
  public RadixSelect next(RadixHistogram all) {
    all.requirePass(pass, lower.prefix(), upper.prefix());
    Scaled whole = total == null ? sum(all) : total;
    if (whole.signum() == 0) {
      throw new IllegalArgumentException(
          "a median needs rows with a weight > 0, but there are none");
    }
    return new RadixSelect(
        pass + 1, lower.next(all::lower, whole, 0), upper.next(all::upper, whole, 1), whole);
  }

  /** The median. */
  public double value() {
    if (!isDone()) {
      throw new IllegalStateException("the selection made " + pass + " of " + PASSES + " passes");
    }
    double low = RadixHistogram.value(lower.prefix());
    double high = RadixHistogram.value(upper.prefix());
    return low == high ? low : low / 2 + high / 2;
  }

  private static Scaled sum(RadixHistogram all) {
    Scaled sum = Scaled.ZERO;
    for (int digit = 0; digit < RadixHistogram.DIGITS; digit++) {
      Scaled weight = all.lower(digit);
      sum = weight.signum() == 0 ? sum : sum.plus(weight);
    }
    return sum;
  }

  /** A value of which the leading bits are known, and the weight of the values below those. */
  private record Target(long prefix, Scaled below) {
    private static final Target UNKNOWN = new Target(0, Scaled.ZERO);

    /**
     * The first digit with sign(2 (weight up to it) - whole) >= {@code sign}; the last one with
     * weight where rounding of vastly different weights lets none reach it.
     */
    Target next(IntFunction<Scaled> weights, Scaled whole, int sign) {
      @Nullable Target last = null;
      Scaled before = below;
      for (int digit = 0; digit < RadixHistogram.DIGITS; digit++) {
        Scaled weight = weights.apply(digit);
        if (weight.signum() > 0) {
          last = new Target(prefix << RadixHistogram.DIGIT_BITS | digit, before);
          before = before.plus(weight);
          if (before.plus(before).minus(whole).signum() >= sign) {
            return last;
          }
        }
      }
      if (last == null) {
        throw new IllegalArgumentException("the values changed between two passes of a median");
      }
      return last;
    }
  }
}
