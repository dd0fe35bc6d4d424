package dev.descent.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Distinct rows of one curve in packed arrays, of which replicates are drawn: the key of the score,
 * the actual class, the weight, the row's hash and how many copies of it there are.
 */
public final class CountedBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private long[] keys;
  private int[] actual;
  private double[] weights;
  private long[] ids;
  private int[] copies;

  /** Of rows in any order; the arrays are taken over. */
  public CountedBlock(long[] keys, int[] actual, double[] weights, long[] ids, int[] copies) {
    this.keys = keys;
    this.actual = actual;
    this.weights = weights;
    this.ids = ids;
    this.copies = copies;
  }

  /** Adds the rows of {@code that}; returns this. */
  public CountedBlock merge(CountedBlock that) {
    int here = keys.length;
    int all = Math.addExact(here, that.keys.length);
    keys = Arrays.copyOf(keys, all);
    actual = Arrays.copyOf(actual, all);
    weights = Arrays.copyOf(weights, all);
    ids = Arrays.copyOf(ids, all);
    copies = Arrays.copyOf(copies, all);
    System.arraycopy(that.keys, 0, keys, here, all - here);
    System.arraycopy(that.actual, 0, actual, here, all - here);
    System.arraycopy(that.weights, 0, weights, here, all - here);
    System.arraycopy(that.ids, 0, ids, here, all - here);
    System.arraycopy(that.copies, 0, copies, here, all - here);
    return this;
  }

  /** Sorts the rows by ascending score; returns this. */
  public CountedBlock sort() {
    int[] order = new int[keys.length];
    Arrays.setAll(order, i -> i);
    KeySort.sort(keys, order, keys.length);
    actual = Arrays.stream(order).map(i -> actual[i]).toArray();
    weights = Arrays.stream(order).mapToDouble(i -> weights[i]).toArray();
    ids = Arrays.stream(order).mapToLong(i -> ids[i]).toArray();
    copies = Arrays.stream(order).map(i -> copies[i]).toArray();
    return this;
  }

  /** The weights of a replicate, of which {@code positiveClass} is positive. */
  public BinaryWeights weights(int replicate, int positiveClass) {
    BinaryWeights sums = new BinaryWeights();
    for (int i = 0; i < keys.length; i++) {
      int draws = PoissonDraws.of(ids[i], replicate, copies[i]);
      if (draws > 0) {
        sums.add(actual[i] == positiveClass ? 1 : 0, draws * weights[i]);
      }
    }
    return sums;
  }

  /** The rows of a replicate, in the order of these. */
  public ScoreBlock drawn(int replicate) {
    ScoreBlock drawn = new ScoreBlock(keys.length);
    for (int i = 0; i < keys.length; i++) {
      int draws = PoissonDraws.of(ids[i], replicate, copies[i]);
      if (draws > 0) {
        drawn.add(keys[i], actual[i], draws * weights[i]);
      }
    }
    return drawn;
  }

  /**
   * Quantiles of the keys of a replicate, as far as they lie among these rows; see {@link
   * RadixSelect} for their definition.
   *
   * @param above the weights of the rows with greater keys
   * @param whole the weight of all rows of the replicate
   * @param percents the levels
   * @return of each level its lower and its upper value; NaN for one that lies elsewhere
   */
  public double[] quantiles(int replicate, BinaryWeights above, double whole, int[] percents) {
    double[] found = new double[2 * percents.length];
    Arrays.fill(found, Double.NaN);
    BinaryWeights sum = above.copy();
    double before = sum.all();
    for (int last = keys.length - 1; last >= 0; ) {
      int first = last;
      while (first >= 0 && keys[first] == keys[last]) {
        sum.add(0, PoissonDraws.of(ids[first], replicate, copies[first]) * weights[first]);
        first--;
      }
      double after = sum.all();
      for (int q = 0; q < percents.length && after > before; q++) {
        double rest = (100 - percents[q]) * whole;
        if (100 * before <= rest && rest < 100 * after) {
          found[2 * q] = ScoreKey.score(keys[last]);
        }
        if (100 * before < rest && rest <= 100 * after) {
          found[2 * q + 1] = ScoreKey.score(keys[last]);
        }
      }
      before = after;
      last = first;
    }
    return found;
  }
}
