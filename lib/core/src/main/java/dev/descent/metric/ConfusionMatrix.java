package dev.descent.metric;

import dev.descent.math.Scaled;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weight of the rows of each actual and predicted class, {@code [actual][predicted]}.
 *
 * <p>Mergeable, with the same bits in any order.
 */
public final class ConfusionMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  /** 46340^2 is the largest square below 2^31. */
  private static final int MAX_CLASSES = 46340;

  private final int classes;
  private final WeightSums cells;

  /** A matrix of no rows for {@code classes} classes. */
  public ConfusionMatrix(int classes) {
    if (classes < 2 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "classes must be in [2, " + MAX_CLASSES + "], but were " + classes);
    }
    this.classes = classes;
    this.cells = new WeightSums(classes * classes);
  }

  /** How many classes. */
  public int classes() {
    return classes;
  }

  /** Adds a row; classes are numbered from 0, the weight is finite and >= 0. Returns this. */
  public ConfusionMatrix add(int actual, int predicted, double weight) {
    cells.add(cell(actual, predicted), weight);
    return this;
  }

  /** Adds rows of two classes, predicted positive where the probability is >= threshold. */
  public ConfusionMatrix add(BinaryRows rows, double threshold) {
    long[] counts = new long[4];
    for (int i = 0; i < rows.size(); i++) {
      int predicted = rows.probabilities()[i] >= threshold ? 1 : 0;
      if (rows.allOne()) {
        counts[2 * rows.actual()[i] + predicted]++;
      } else {
        add(rows.actual()[i], predicted, rows.weight(i));
      }
    }
    for (int at = 0; at < counts.length; at++) {
      cells.count(cell(at / 2, at % 2), counts[at]);
    }
    return this;
  }

  /** Adds the rows of {@code that}, which must have as many classes; returns this. */
  public ConfusionMatrix merge(ConfusionMatrix that) {
    if (that.classes != classes) {
      throw new IllegalArgumentException(
          "confusion matrices of " + classes + " and " + that.classes + " classes do not merge");
    }
    cells.merge(that.cells);
    return this;
  }

  /** The weight of the rows of class {@code actual} that were predicted as {@code predicted}. */
  public double weight(int actual, int predicted) {
    return cells.value(cell(actual, predicted));
  }

  /** The four weights of a matrix of two classes, of which 1 is the positive one. */
  public BinaryConfusion binary() {
    if (classes != 2) {
      throw new IllegalStateException(
          "a binary confusion has 2 classes, but the matrix has " + classes);
    }
    return new BinaryConfusion(weight(1, 1), weight(0, 1), weight(0, 0), weight(1, 0));
  }

  /** Each class as the positive one against all others. */
  public List<BinaryConfusion> againstRest() {
    Scaled[] actual = new Scaled[classes];
    Scaled[] predicted = new Scaled[classes];
    Arrays.fill(actual, Scaled.ZERO);
    Arrays.fill(predicted, Scaled.ZERO);
    Scaled all = Scaled.ZERO;
    for (int a = 0; a < classes; a++) {
      for (int p = 0; p < classes; p++) {
        Scaled cell = cells.scaled(cell(a, p));
        actual[a] = actual[a].plus(cell);
        predicted[p] = predicted[p].plus(cell);
        all = all.plus(cell);
      }
    }
    List<BinaryConfusion> against = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      Scaled tp = cells.scaled(cell(k, k));
      Scaled either = actual[k].plus(predicted[k]).minus(tp);
      against.add(
          new BinaryConfusion(
              weight(k, k),
              predicted[k].minus(tp).toDouble(),
              all.minus(either).toDouble(),
              actual[k].minus(tp).toDouble()));
    }
    return against;
  }

  private int cell(int actual, int predicted) {
    if (actual < 0 || actual >= classes || predicted < 0 || predicted >= classes) {
      throw new IllegalArgumentException(
          "classes must be in [0, " + classes + "), but were " + actual + ", " + predicted);
    }
    return actual * classes + predicted;
  }
}
