package dev.descent.jobs.retrain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the training rows of a challenger have moved from those of the champion in one column.
 *
 * @param psi population stability index, from 0
 * @param ks the largest difference of the distribution functions, in [0, 1]
 */
public record ColumnDrift(String column, double psi, double ks) {
  /** Added to every count, so that an empty bin is not infinitely far from a full one. */
  private static final double HALF = 0.5;

  /** Whether bins have an order. */
  public enum Bins {
    ASCENDING,
    APART
  }

  /**
   * From how many rows each bin had, and has now.
   *
   * <p>With p and q the shares of bin b then and now, PSI = sum over b of (q - p) ln(q / p); KS is
   * the largest difference of sums of shares up to a bin, of bins without an order that of one
   * share.
   *
   * <p>Source: Siddiqi, Credit Risk Scorecards, 2006.
   *
   * @throws IllegalArgumentException if there are not as many bins now
   */
  public static ColumnDrift of(String column, Bins bins, List<Long> then, List<Long> now) {
    if (then.size() != now.size() || then.isEmpty()) {
      throw new IllegalArgumentException(
          "column " + column + " has " + then.size() + " and " + now.size() + " bins");
    }
    double rowsThen = sum(then);
    double rowsNow = sum(now);
    double psi = 0;
    double ks = 0;
    double difference = 0;
    for (int b = 0; b < then.size(); b++) {
      double p = (then.get(b) + HALF) / (rowsThen + HALF * then.size());
      double q = (now.get(b) + HALF) / (rowsNow + HALF * now.size());
      psi += (q - p) * StrictMath.log(q / p);
      double here = share(now.get(b), rowsNow) - share(then.get(b), rowsThen);
      difference = bins == Bins.ASCENDING ? difference + here : here;
      ks = Math.max(ks, Math.abs(difference));
    }
    return new ColumnDrift(column, psi, ks);
  }

  private static double sum(List<Long> counts) {
    return counts.stream().mapToLong(count -> count).sum();
  }

  private static double share(long count, double rows) {
    return rows == 0 ? 0 : count / rows;
  }

  /** An element of the list "drift" of decision.json. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("column", column);
    json.put("psi", psi);
    json.put("ks", ks);
    return json;
  }
}
