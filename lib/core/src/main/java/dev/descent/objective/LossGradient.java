package dev.descent.objective;

import dev.descent.data.Targets;
import dev.descent.data.TileSlice;
import dev.descent.loss.Loss;
import dev.descent.math.ExactSums;
import dev.descent.math.Pieces;
import dev.descent.network.Linear;
import dev.descent.network.Workspace;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The weighted sum of losses and of their gradients over any rows: what tasks add tiles to and the
 * tree merges.
 *
 * <p>Its bits depend on the tiles alone, never on the order or grouping of {@link #add} and {@link
 * #merge}: one part of a tile is itself, two are added and rounded once, and from three on they are
 * summed exactly; gradients of sparse tiles are cut to a grid, entry by entry. A tile whose loss or
 * gradient is not finite is counted instead of summed, and the mean of a sum with such a tile is
 * NaN: the sign of divergence.
 */
public final class LossGradient implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int parameters;
  private final long mostRows;

  /** Up to two parts of tiles, each gradient [p], loss, weight; both null once there are sums. */
  private double @Nullable [] first;

  private double @Nullable [] second;
  private @Nullable ExactSums sums;

  /** Of sparse tiles; a sum has either these or dense ones. */
  private @Nullable SparseSum sparse;

  private long nonFinite;
  private transient @Nullable TileScale scale;

  /** An array of a part that is no longer needed, for the next one. */
  private transient double @Nullable [] spare;

  /**
   * The sum over no rows for {@code parameters} parameters; small on the wire whatever their
   * number. With 0 of them it is one of losses and weights alone.
   */
  public LossGradient(int parameters) {
    this(parameters, Integer.MAX_VALUE);
  }

  /** The same for no more than {@code mostRows} rows: the fewer, the finer the grid. */
  public LossGradient(int parameters, long mostRows) {
    this.parameters = parameters;
    this.mostRows = mostRows;
  }

  /** Adds the rows of a slice at the parameters of {@code work}; returns this. */
  public LossGradient add(Objective objective, TileSlice slice, Workspace work) {
    if (slice.rows() == 0) {
      return this;
    }
    objective.network().scores(slice, work);
    double loss = lossAndResiduals(objective.loss(), slice.targets(), work);
    boolean withGradient = parameters > 0;
    if (withGradient && slice.tile().isSparse()) {
      Linear network = (Linear) objective.network();
      SparseSum sum = sparse == null ? sparse(new SparseSum(network, mostRows)) : sparse;
      nonFinite += sum.add(network, slice, work, loss) ? 0 : 1;
      return this;
    }
    double[] part = spare == null ? new double[parameters + 2] : spare;
    if (withGradient) {
      work.gradientTo(part);
      objective.network().pullback(slice, work);
    }
    part[parameters] = loss;
    part[parameters + 1] = slice.targets().totalWeight();
    if (finite(part)) {
      add(part);
      spare = sums == null ? null : part;
    } else {
      nonFinite++;
      spare = part;
    }
    return this;
  }

  private static double lossAndResiduals(Loss loss, Targets targets, Workspace work) {
    float[] singles = work.singleScores();
    return singles != null && loss.takesSingles(targets)
        ? loss.lossAndResiduals(singles, targets, work.logisticSum())
        : loss.lossAndResiduals(work.scores(), targets);
  }

  /** Forgets all rows, and keeps the memory for others; returns this. */
  LossGradient clear() {
    spare = first == null ? spare : first;
    first = null;
    second = null;
    sums = null;
    sparse = null;
    nonFinite = 0;
    scale = null;
    return this;
  }

  /** Adds the rows of {@code that}, which stays as it is; returns this. */
  public LossGradient merge(LossGradient that) {
    if (that.parameters != parameters) {
      throw new IllegalArgumentException(
          "gradients of " + parameters + " and " + that.parameters + " parameters do not merge");
    }
    if (that.sums != null) {
      exact().merge(that.sums);
    }
    if (that.first != null) {
      add(that.first.clone());
    }
    if (that.second != null) {
      add(that.second.clone());
    }
    if (that.sparse != null) {
      SparseSum sum = sparse == null ? sparse(that.sparse.empty()) : sparse;
      sum.merge(that.sparse);
    }
    nonFinite += that.nonFinite;
    return this;
  }

  /** Leaves out what is 0 where that saves bytes on the wire; returns this. */
  public LossGradient packed() {
    if (sparse != null) {
      sparse.pack();
    }
    return this;
  }

  /** The same sum over rows whose tiles hold features on another scale; returns this. */
  LossGradient on(TileScale other) {
    scale = other;
    return this;
  }

  /** Goes on with {@code zero}. */
  private SparseSum sparse(SparseSum zero) {
    if (sums != null || first != null) {
      throw new IllegalStateException("dense and sparse tiles do not go into one sum");
    }
    sparse = zero;
    return zero;
  }

  private void add(double[] part) {
    if (sparse != null) {
      throw new IllegalStateException("dense and sparse tiles do not go into one sum");
    }
    if (sums != null || second != null) {
      exact().add(part);
    } else if (first == null) {
      first = part;
    } else {
      second = part;
    }
  }

  /** The exact sums, with everything so far in them. */
  private ExactSums exact() {
    if (sums == null) {
      sums = new ExactSums(parameters + 2);
      if (first != null) {
        sums.add(first);
      }
      if (second != null) {
        sums.add(second);
      }
      first = null;
      second = null;
    }
    return sums;
  }

  private double value(int i) {
    if (sums != null) {
      return sums.value(i);
    }
    return (first == null ? 0 : first[i]) + (second == null ? 0 : second[i]);
  }

  /** The sum of the rows' weights. */
  public double weight() {
    return sparse == null ? value(parameters + 1) : sparse.weight();
  }

  /**
   * The weighted mean loss; NaN if some tile's was not finite.
   *
   * @throws IllegalStateException if all rows together have weight 0: the mean of nothing
   */
  public double meanLoss() {
    return (sparse == null ? value(parameters) : sparse.loss()) / divisor();
  }

  /**
   * The weighted mean gradient [p]; NaN throughout if some tile's was not finite.
   *
   * @throws IllegalStateException if all rows together have weight 0: the mean of nothing
   */
  public double[] meanGradient() {
    double[] mean = new double[parameters];
    writeMeanGradient(mean);
    return mean;
  }

  /** Writes the same to {@code mean} [p]. */
  void writeMeanGradient(double[] mean) {
    double weight = divisor();
    if (sparse != null) {
      sparse.write(mean);
    }
    Pieces.each(
        parameters,
        (from, to) -> {
          if (sparse == null) {
            write(mean, from, to);
          }
          for (int j = from; j < to; j++) {
            mean[j] /= weight;
          }
        });
    if (scale != null) {
      scale.pullback(mean);
    }
  }

  private void write(double[] sum, int from, int to) {
    if (sums != null) {
      for (int j = from; j < to; j++) {
        sum[j] = sums.value(j);
      }
      return;
    }
    double[] one = first;
    double[] other = second;
    for (int j = from; j < to; j++) {
      sum[j] = (one == null ? 0 : one[j]) + (other == null ? 0 : other[j]);
    }
  }

  private double divisor() {
    double weight = nonFinite > 0 ? Double.NaN : weight();
    if (weight == 0) {
      throw new IllegalStateException(
          "the rows of a mini-batch must have a weight > 0 together, but it is 0;"
              + " leave out rows of weight 0, or take larger mini-batches");
    }
    return weight;
  }

  static boolean finite(double[] values) {
    return Pieces.sum(values.length, (from, to) -> zeros(values, from, to)) == 0;
  }

  /** 0 times each number: NaN if one is not finite; four sums, so that none waits for another. */
  private static double zeros(double[] values, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int fours = to - (to - from) % 4;
    for (int j = from; j < fours; j += 4) {
      sum0 += 0 * values[j];
      sum1 += 0 * values[j + 1];
      sum2 += 0 * values[j + 2];
      sum3 += 0 * values[j + 3];
    }
    for (int j = fours; j < to; j++) {
      sum0 += 0 * values[j];
    }
    return sum0 + sum1 + sum2 + sum3;
  }
}
