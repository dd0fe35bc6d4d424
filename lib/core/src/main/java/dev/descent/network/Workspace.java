package dev.descent.network;

import dev.descent.data.Precision;
import dev.descent.data.TileSlice;
import dev.descent.math.Kernels;
import dev.descent.math.LogisticSum;
import dev.descent.math.Pieces;
import dev.descent.math.ReadAhead;
import dev.descent.math.SparseFactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that one thread computes in; they grow to the largest tile and are then reused, also
 * for other parameters.
 */
public final class Workspace {
  private static final double[] NONE = {};

  private double[] parameters;
  private Precision precision = Precision.DOUBLE;

  /** The parameters in the precision of the tiles. */
  private TileMatrix tileParameters = TileMatrix.column(Precision.DOUBLE, 0);

  private TileMatrix tileGradient = TileMatrix.column(Precision.DOUBLE, 0);
  private boolean converted;

  /** Parts of the parameters, one after the other, as far as they were asked for. */
  private final List<SparseFactor> sparseFactors = new ArrayList<>();

  /** What each layer computes, the scores last; and the residuals below each layer. */
  private final List<TileMatrix> layers = new ArrayList<>();

  private final List<TileMatrix> residuals = new ArrayList<>();

  private final LogisticSum logisticSum = new LogisticSum();
  private final ReadAhead readAhead = new ReadAhead();
  private double[] scores = NONE;

  /** The scores where they were computed, for as long as nobody asked for float64. */
  private @Nullable SingleMatrix singleScores;

  private double[] gradient = NONE;

  /** For {@code parameters} [p], which are not copied. */
  public Workspace(double[] parameters) {
    this.parameters = parameters;
  }

  /** Goes on with other parameters [p], which are not copied; returns this. */
  public Workspace at(double[] other) {
    parameters = other;
    converted = false;
    sparseFactors.clear();
    return this;
  }

  /** The scores, or after the loss the residuals, of the rows last computed [rows x K]. */
  public double[] scores() {
    SingleMatrix single = singleScores;
    if (single != null) {
      single.write(scores);
      singleScores = null;
    }
    return scores;
  }

  /**
   * The same in float32 where they were computed so and nobody has asked for float64 yet, else
   * null.
   */
  public float @Nullable [] singleScores() {
    SingleMatrix single = singleScores;
    return single == null ? null : single.panel().values();
  }

  /** Brings the residuals to {@code matrix}, whose scores they were computed from. */
  void readResiduals(TileMatrix matrix) {
    if (singleScores == null) {
      matrix.read(scores);
    }
  }

  /** The scores last computed are those of {@code matrix}, until someone asks for float64. */
  void scoresAre(TileMatrix matrix) {
    if (matrix instanceof SingleMatrix single) {
      singleScores = single;
    } else {
      matrix.write(scores);
    }
  }

  /** The gradient last pulled back: the first p numbers. */
  public double[] gradient() {
    if (gradient.length < parameters.length) {
      gradient = new double[parameters.length];
    }
    return gradient;
  }

  /** Pulls gradients back to {@code array} from now on, which has at least p numbers. */
  public void gradientTo(double[] array) {
    gradient = array;
    if (converted && precision == Precision.DOUBLE) {
      tileGradient = DoubleMatrix.column(array);
    }
  }

  /** Where losses are summed. */
  public LogisticSum logisticSum() {
    return logisticSum;
  }

  /** Brings panels near before they are multiplied. */
  ReadAhead readAhead() {
    return readAhead;
  }

  /** The parameters [p]. */
  double[] parameters() {
    return parameters;
  }

  /** Makes room for the rows of {@code slice} and refuses a tile of other columns. */
  void fit(TileSlice slice, Network network) {
    if (slice.tile().isSparse() && !(network instanceof Linear)) {
      throw new IllegalArgumentException("only a linear network takes a tile of sparse features");
    }
    if (slice.tile().columns() != network.inputs()) {
      throw new IllegalArgumentException(
          "a tile of "
              + slice.tile().columns()
              + " columns does not fit a network of "
              + network.inputs()
              + " inputs");
    }
    singleScores = null;
    int wanted = Math.multiplyExact(slice.rows(), network.outputs());
    if (scores.length < wanted) {
      scores = new double[Math.multiplyExact(slice.tile().rows(), network.outputs())];
    }
    if (slice.tile().precision() != precision) {
      precision = slice.tile().precision();
      converted = false;
      layers.clear();
      residuals.clear();
    }
  }

  /** The k-th {@code length} parameters, as a factor of sparse tiles. */
  SparseFactor sparseFactor(int k, int length) {
    while (sparseFactors.size() <= k) {
      sparseFactors.add(new SparseFactor(parameters, sparseFactors.size() * length, length));
    }
    return sparseFactors.get(k);
  }

  /** The parameters in the precision of the tiles, as one column. */
  TileMatrix tileParameters() {
    if (!converted) {
      if (precision == Precision.DOUBLE) {
        tileParameters = DoubleMatrix.column(parameters);
        tileGradient = DoubleMatrix.column(gradient());
      } else {
        if (!(tileParameters instanceof SingleMatrix)) {
          tileParameters = TileMatrix.column(precision, parameters.length);
          tileGradient = TileMatrix.column(precision, parameters.length);
        }
        tileParameters.read(parameters);
      }
      converted = true;
    }
    return tileParameters;
  }

  /** The gradient in the precision of the tiles, as one column. */
  TileMatrix tileGradient() {
    return tileGradient;
  }

  /** Brings {@code size} numbers of the gradient from the precision of the tiles to double. */
  void writeGradient(int offset, int size) {
    if (tileGradient instanceof SingleMatrix single) {
      float[] tile = single.panel().values();
      double[] into = gradient();
      Pieces.each(
          size,
          (from, to) ->
              Kernels.ofThisMachine().widen(tile, offset + from, into, offset + from, to - from));
    }
  }

  /** What layer {@code l} computes for {@code rows} rows. */
  TileMatrix layer(int l, int rows, int columns) {
    return fitted(layers, l, rows, columns);
  }

  /** The residuals below layer {@code l}. */
  TileMatrix residuals(int l, int rows, int columns) {
    return fitted(residuals, l, rows, columns);
  }

  private TileMatrix fitted(List<TileMatrix> matrices, int l, int rows, int columns) {
    while (matrices.size() <= l) {
      matrices.add(TileMatrix.column(precision, 0));
    }
    int size = Math.multiplyExact(rows, columns);
    if (matrices.get(l).capacity() < size) {
      matrices.set(l, TileMatrix.column(precision, size));
    }
    return matrices.get(l).part(0, rows, columns);
  }
}
