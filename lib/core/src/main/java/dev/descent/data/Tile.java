package dev.descent.data;

import dev.descent.math.DoublePanel;
import dev.descent.math.SinglePanel;
import dev.descent.math.SparsePanel;
import dev.descent.math.SparseSlice;
import dev.descent.math.SparseVector;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some consecutive rows of the hash order with d features, labels and weights: the unit of storage,
 * of sums and of kernel calls.
 *
 * <p>Features are stored column by column [rows x columns], as float32 or float64, so that a
 * product runs along the rows whatever the number of columns; or, where most of them are 0, as a
 * sparse panel. A tile without weights has weight 1 in every row.
 */
public final class Tile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final int columns;
  private final int outputs;

  /** In one of the two arrays: passes read the narrow one in half the time. */
  private final double[] labels;

  private final float[] singleLabels;
  private final double[] weights;
  private final float[] singles;
  private final double[] doubles;

  /** Instead of the arrays, if there is one. */
  private final @Nullable SparsePanel sparse;

  private Tile(int index, Features features, int outputs, double[] labels, double[] weights) {
    if (outputs < 1 || labels.length % outputs != 0) {
      throw new IllegalArgumentException(
          labels.length + " labels do not make rows of " + outputs + " labels");
    }
    int rows = labels.length / outputs;
    if (weights.length != 0 && weights.length != rows) {
      throw new IllegalArgumentException(rows + " labels, but " + weights.length + " weights");
    }
    if (!features.haveRows(rows)) {
      throw new IllegalArgumentException("features must be " + rows + " x " + features.columns());
    }
    this.outputs = outputs;
    this.index = index;
    this.columns = features.columns();
    this.singleLabels =
        features.singles().length > 0 ? singlesIfExact(labels) : Features.NO_SINGLES;
    this.labels = singleLabels.length > 0 ? Features.NO_DOUBLES : labels;
    this.weights = weights;
    this.singles = features.singles();
    this.doubles = features.doubles();
    this.sparse = features.sparse().orElse(null);
  }

  /** The same numbers, or none if one of them is not a float32. */
  private static float[] singlesIfExact(double[] numbers) {
    float[] singles = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      singles[i] = (float) numbers[i];
      if (singles[i] != numbers[i]) {
        return Features.NO_SINGLES;
      }
    }
    return singles;
  }

  /**
   * The feature values of a tile, column by column in one of the two arrays, or as a sparse panel;
   * what is not used is empty.
   */
  public record Features(
      int columns, float[] singles, double[] doubles, Optional<SparsePanel> sparse) {
    private static final float[] NO_SINGLES = {};
    private static final double[] NO_DOUBLES = {};

    /** float32 values. */
    public static Features of(int columns, float[] singles) {
      return new Features(columns, singles, NO_DOUBLES, Optional.empty());
    }

    /** float64 values. */
    public static Features of(int columns, double[] doubles) {
      return new Features(columns, NO_SINGLES, doubles, Optional.empty());
    }

    /** Those that are not 0. */
    public static Features of(SparsePanel panel) {
      return new Features(panel.columns(), NO_SINGLES, NO_DOUBLES, Optional.of(panel));
    }

    private boolean haveRows(int rows) {
      return sparse
          .map(panel -> panel.rows() == rows)
          .orElse((long) singles.length + doubles.length == (long) rows * columns);
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
    return (labels.length + singleLabels.length) / outputs;
  }

  /** How many features. */
  public int columns() {
    return columns;
  }

  /** How the features are stored. */
  public Precision precision() {
    boolean single = sparse == null ? singles.length > 0 : sparse.isSingle();
    return single ? Precision.SINGLE : Precision.DOUBLE;
  }

  /** Whether only features that are not 0 are stored. */
  public boolean isSparse() {
    return sparse != null;
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
    if (sparse != null) {
      Arrays.fill(into, 0, columns, 0);
      sparse.byRows().forEach(i, (place, value) -> into[place] = value);
      return;
    }
    for (int j = 0; j < columns; j++) {
      into[j] = singles.length > 0 ? singles[j * rows() + i] : doubles[j * rows() + i];
    }
  }

  /**
   * Copies the features of row {@code i} of a sparse tile that are not 0 to {@code into}; for many
   * rows of the tile {@link #byRows}, or all of it is sorted for each.
   */
  public void copyRow(int i, SparseVector into) {
    into.clear();
    sparse(i, 1).panel().byRows().forEach(i, into::add);
  }

  /** The same tile, of whose features that are not 0 rows are read soonest. */
  public Tile byRows() {
    return sparse == null ? this : with(sparse.byRows());
  }

  /** The same tile, whose features that are not 0 are multiplied soonest for all rows together. */
  public Tile byColumns() {
    return sparse == null ? this : with(sparse.byColumns());
  }

  private Tile with(SparsePanel panel) {
    return new Tile(index, Features.of(panel), outputs, labels, weights);
  }

  /** About how many bytes this tile holds in memory. */
  public long bytes() {
    long features =
        sparse == null
            ? (long) Float.BYTES * singles.length + (long) Double.BYTES * doubles.length
            : sparse.bytes();
    return features
        + (long) Float.BYTES * singleLabels.length
        + (long) Double.BYTES * (labels.length + weights.length);
  }

  double[] labels() {
    return labels;
  }

  float[] singleLabels() {
    return singleLabels;
  }

  double[] weights() {
    return weights;
  }

  SparseSlice sparse(int from, int rows) {
    if (sparse == null) {
      throw new IllegalStateException("the features of tile " + index + " are not sparse");
    }
    return sparse.slice(from, rows);
  }

  SinglePanel singlePanel(int from, int rows) {
    return new SinglePanel(singles, from, rows(), rows, columns);
  }

  DoublePanel doublePanel(int from, int rows) {
    return new DoublePanel(doubles, from, rows(), rows, columns);
  }
}
