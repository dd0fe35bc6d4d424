package dev.descent.data;

import dev.descent.math.DoublePanel;
import dev.descent.math.SinglePanel;
import java.io.Serializable;

/**
 * Some consecutive rows of the hash order with d features, labels and weights: the unit of storage,
 * of sums and of kernel calls.
 *
 * <p>Features are stored column by column [rows x columns], as float32 or float64, so that a
 * product runs along the rows whatever the number of columns. A tile without weights has weight 1
 * in every row.
 */
public final class Tile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final int columns;
  private final int outputs;
  private final double[] labels;
  private final double[] weights;
  private final float[] singles;
  private final double[] doubles;

  private Tile(int index, Features features, int outputs, double[] labels, double[] weights) {
    if (outputs < 1 || labels.length % outputs != 0) {
      throw new IllegalArgumentException(
          labels.length + " labels do not make rows of " + outputs + " labels");
    }
    int rows = labels.length / outputs;
    if (weights.length != 0 && weights.length != rows) {
      throw new IllegalArgumentException(rows + " labels, but " + weights.length + " weights");
    }
    long expected = (long) rows * features.columns();
    if (features.singles().length + features.doubles().length != expected) {
      throw new IllegalArgumentException("features must be " + rows + " x " + features.columns());
    }
    this.outputs = outputs;
    this.index = index;
    this.columns = features.columns();
    this.labels = labels;
    this.weights = weights;
    this.singles = features.singles();
    this.doubles = features.doubles();
  }

  /**
   * The feature values of a tile, column by column, in one of the two arrays; the other one is
   * empty.
   */
  public record Features(int columns, float[] singles, double[] doubles) {
    private static final float[] NO_SINGLES = {};
    private static final double[] NO_DOUBLES = {};

    /** float32 values. */
    public static Features of(int columns, float[] singles) {
      return new Features(columns, singles, NO_DOUBLES);
    }

    /** float64 values. */
    public static Features of(int columns, double[] doubles) {
      return new Features(columns, NO_SINGLES, doubles);
    }
  }

  /**
   * Tile number {@code index} of the hash order; {@code weights} may be empty for weight 1
   * everywhere.
   */
  public static Tile of(int index, Features features, double[] labels, double[] weights) {
    return new Tile(index, features, 1, labels, weights);
  }

  /** The same with {@code outputs} labels a row, column by column [rows x outputs]. */
  public static Tile of(
      int index, Features features, int outputs, double[] labels, double[] weights) {
    return new Tile(index, features, outputs, labels, weights);
  }

  /** Its place among the tiles of the hash order, from 0. */
  public int index() {
    return index;
  }

  /** How many rows. */
  public int rows() {
    return labels.length / outputs;
  }

  /** How many features. */
  public int columns() {
    return columns;
  }

  /** How the features are stored. */
  public Precision precision() {
    return singles.length > 0 ? Precision.SINGLE : Precision.DOUBLE;
  }

  /** All rows. */
  public TileSlice all() {
    return new TileSlice(this, 0, rows());
  }

  /** The rows {@code from} (included) to {@code to} (excluded). */
  public TileSlice slice(int from, int to) {
    return new TileSlice(this, from, to);
  }

  /** Copies the features of row {@code i} to {@code into} [columns]. */
  public void copyRow(int i, double[] into) {
    for (int j = 0; j < columns; j++) {
      into[j] = singles.length > 0 ? singles[j * rows() + i] : doubles[j * rows() + i];
    }
  }

  /** About how many bytes this tile holds in memory. */
  public long bytes() {
    return 4L * singles.length + 8L * (doubles.length + labels.length + weights.length);
  }

  double[] labels() {
    return labels;
  }

  double[] weights() {
    return weights;
  }

  SinglePanel singlePanel(int from, int rows) {
    return new SinglePanel(singles, from, rows(), rows, columns);
  }

  DoublePanel doublePanel(int from, int rows) {
    return new DoublePanel(doubles, from, rows(), rows, columns);
  }
}
