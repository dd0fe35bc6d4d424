package dev.descent.metric;

import dev.descent.math.Scaled;
import java.util.List;

/**
 * What the Brier score is made of, by the bins of a {@link Calibration}: reliability - resolution +
 * uncertainty + withinBinVariance - withinBinCovariance, to rounding.
 *
 * <p>Row i has weight w_i, probability p_i and outcome y_i in {0, 1}; bin b weight n_b, mean
 * probability p_b and rate o_b; all rows weight W and rate o.
 *
 * <p>Sources: Murphy, A new vector partition of the probability score, Journal of Applied
 * Meteorology 12, 1973; Stephenson, Coelho and Jolliffe, Two extra components in the Brier score
 * decomposition, Weather and Forecasting 23, 2008.
 *
 * @param reliability sum of n_b (p_b - o_b)^2 / W; 0 where every bin's rate is its mean probability
 * @param resolution sum of n_b (o_b - o)^2 / W
 * @param uncertainty o (1 - o)
 * @param withinBinVariance sum of w_i (p_i - p_b)^2 / W
 * @param withinBinCovariance 2 sum of w_i (p_i - p_b) (y_i - o_b) / W
 */
public record BrierParts(
    double reliability,
    double resolution,
    double uncertainty,
    double withinBinVariance,
    double withinBinCovariance) {

  /** Of bins with rows; all 0 without any. */
  static BrierParts of(List<BinSums> bins) {
    BinSums all = BinSums.all(bins);
    double reliability = 0;
    double resolution = 0;
    double variance = 0;
    double covariance = 0;
    for (BinSums bin : bins) {
      Scaled scale = bin.rows().times(all.rows());
      Scaled miss = bin.miss();
      reliability += miss.times(miss).over(scale);
      Scaled apart = bin.positives().times(all.rows()).minus(all.positives().times(bin.rows()));
      Scaled cube = scale.times(all.rows()).times(all.rows());
      resolution += apart.times(apart).over(cube);
      variance += Math.max(0, bin.spread().over(scale));
      covariance += 2 * bin.covariation().over(scale);
    }
    return new BrierParts(reliability, resolution, uncertainty(all), variance, covariance);
  }

  /** resolution - withinBinVariance + withinBinCovariance, which leaves reliability as it is. */
  public double generalizedResolution() {
    return resolution - withinBinVariance + withinBinCovariance;
  }

  private static double uncertainty(BinSums all) {
    Scaled negatives = all.rows().minus(all.positives());
    return all.rows().signum() == 0
        ? 0
        : all.positives().times(negatives).over(all.rows().times(all.rows()));
  }
}
