package dev.descent.metric;

import dev.descent.math.ExactSums;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of a regression counted in bins, to be drawn: by label and prediction, and by residual;
 * mergeable with the same bits in any order.
 *
 * <p>Labels and predictions have the same bins, so that rows that are predicted right are on the
 * diagonal. For each bin of predictions there is also the mean of label - prediction.
 */
public final class ResidualGrid implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many bins labels, predictions and residuals are in. */
  public static final int BINS = 40;

  private final double[] ends;
  private final WeightSums cells = new WeightSums(BINS * BINS);
  private final WeightSums residuals = new WeightSums(BINS);
  private final WeightSums predicted = new WeightSums(BINS);
  private final ExactSums residualOfPredicted = new ExactSums(BINS);

  private ResidualGrid(double... ends) {
    this.ends = ends;
  }

  /**
   * The empty grid of rows that were summed: residuals are cut where they are farther from their
   * 0.05 and 0.95 quantiles than these are apart.
   */
  public static ResidualGrid of(RegressionMoments moments, ResidualQuantiles quantiles) {
    double low = quantiles.residuals().getOrDefault(0.05, 0.0);
    double high = quantiles.residuals().getOrDefault(0.95, 0.0);
    double largest = moments.maxAbsoluteError();
    double apart = Math.min(high / 2 - low / 2, Double.MAX_VALUE / 4) * 2;
    return new ResidualGrid(
        moments.lowest(),
        moments.highest(),
        Math.max(-largest, low - apart),
        Math.min(largest, high + apart));
  }

  private EqualBins values() {
    return new EqualBins(ends[0], ends[1], BINS);
  }

  private EqualBins differences() {
    return new EqualBins(ends[2], ends[3], BINS);
  }

  /** Adds a row whose label and prediction have a finite difference; returns this. */
  public ResidualGrid add(double label, double prediction, double weight) {
    if (WeightSums.required(weight) > 0) {
      EqualBins bins = values();
      double residual = label - prediction;
      int bin = bins.of(prediction);
      cells.add(bins.of(label) * BINS + bin, weight);
      residuals.add(differences().of(residual), weight);
      predicted.add(bin, weight);
      residualOfPredicted.addWeighted(bin, weight, residual);
    }
    return this;
  }

  /** Adds the rows of {@code that}, which must have the same bins; returns this. */
  public ResidualGrid merge(ResidualGrid that) {
    cells.merge(that.cells);
    residuals.merge(that.residuals);
    predicted.merge(that.predicted);
    residualOfPredicted.merge(that.residualOfPredicted);
    return this;
  }

  /** predicted.csv: a row for each cell that is not empty. */
  public Table cells() {
    EqualBins bins = values();
    int[] filled = filled(cells);
    return new Table(
        List.of("labelFrom", "labelTo", "predictionFrom", "predictionTo", "rows"),
        filled.length,
        row -> {
          int label = filled[row] / BINS;
          int prediction = filled[row] % BINS;
          return new double[] {
            bins.border(label),
            bins.border(label + 1),
            bins.border(prediction),
            bins.border(prediction + 1),
            cells.value(filled[row])
          };
        });
  }

  /** residuals.csv: how many rows each bin of label - prediction has. */
  public Table residuals() {
    EqualBins bins = differences();
    return new Table(
        List.of("from", "to", "rows"),
        BINS,
        bin -> new double[] {bins.border(bin), bins.border(bin + 1), residuals.value(bin)});
  }

  /** bias.csv: the mean of label - prediction in each bin of predictions that is not empty. */
  public Table bias() {
    EqualBins bins = values();
    int[] filled = filled(predicted);
    return new Table(
        List.of("predictionFrom", "predictionTo", "rows", "meanError"),
        filled.length,
        row -> {
          int bin = filled[row];
          double error = residualOfPredicted.scaled(bin).over(predicted.scaled(bin));
          return new double[] {bins.border(bin), bins.border(bin + 1), predicted.value(bin), error};
        });
  }

  private static int[] filled(WeightSums sums) {
    return IntStream.range(0, sums.size()).filter(i -> sums.value(i) > 0).toArray();
  }
}
