package dev.descent.metric;

import java.util.Map;
import java.util.TreeMap;

/**
 * The selection of the quantiles of residuals and of the median of their absolute values, in the
 * same passes over the rows; see {@link RadixSelect}.
 *
 * <pre>{@code
 * ResidualSelect select = ResidualSelect.start();
 * while (!select.isDone()) {
 *   select = select.next(sum over all rows of select.histogram().add(label, prediction, weight));
 * }
 * }</pre>
 *
 * <p>Immutable; it stays where the loop runs, only histograms travel.
 */
public final class ResidualSelect {
  /** How many passes over the rows a selection takes. */
  public static final int PASSES = RadixSelect.PASSES;

  private final RadixSelect residuals;
  private final RadixSelect absolute;

  private ResidualSelect(RadixSelect residuals, RadixSelect absolute) {
    this.residuals = residuals;
    this.absolute = absolute;
  }

  /** A selection of which nothing is known yet. */
  public static ResidualSelect start() {
    double[] levels = ResidualQuantiles.LEVELS.stream().mapToDouble(Double::doubleValue).toArray();
    return new ResidualSelect(RadixSelect.quantiles(levels), RadixSelect.median());
  }

  /** Whether all passes are made. */
  public boolean isDone() {
    return residuals.isDone();
  }

  /** The empty histogram of the next pass, small until a row is added. */
  public ResidualHistogram histogram() {
    return new ResidualHistogram(residuals.histogram(), absolute.histogram());
  }

  /**
   * The selection with 16 more bits known, from the histogram of all rows.
   *
   * @throws IllegalArgumentException if the histogram is of another pass, or no row has weight
   */
  public ResidualSelect next(ResidualHistogram all) {
    return new ResidualSelect(residuals.next(all.residuals()), absolute.next(all.absolute()));
  }

  /** What was selected. */
  public ResidualQuantiles quantiles() {
    double[] values = residuals.values();
    Map<Double, Double> byLevel = new TreeMap<>();
    for (int q = 0; q < values.length; q++) {
      byLevel.put(ResidualQuantiles.LEVELS.get(q), values[q]);
    }
    return new ResidualQuantiles(byLevel, absolute.value());
  }
}
