package dev.descent.network;

import dev.descent.data.Precision;
import dev.descent.data.TileSlice;
import dev.descent.math.DoublePanel;
import dev.descent.math.GridSums;
import dev.descent.math.Kernels;
import dev.descent.math.Lanes;
import dev.descent.math.SinglePanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The linear scores f_k(x) = sum_j w_kj x_j + b_k; parameters are W [K x d] row by row, then b [K]
 * if there are intercepts.
 *
 * <p>Pullback of residuals R [rows x K]: R^T X for W and the sums of the columns of R for b.
 *
 * @param inputs d, the number of features
 * @param outputs K
 */
public record Linear(int inputs, int outputs, boolean intercept) implements Network {

  public Linear {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          "a linear model needs at least one feature, but has " + inputs);
    }
    if (outputs < 1) {
      throw new IllegalArgumentException("a linear model needs an output, but has " + outputs);
    }
  }

  /** Of one output. */
  public Linear(int inputs, boolean intercept) {
    this(inputs, 1, intercept);
  }

  @Override
  public Layout layout() {
    List<Layout.Block> blocks = new ArrayList<>();
    blocks.add(new Layout.Block("coefficients", outputs, inputs, true));
    if (intercept) {
      blocks.add(new Layout.Block("intercepts", outputs, 1, false));
    }
    return new Layout(blocks);
  }

  /** How many intercepts: K or none. */
  public int intercepts() {
    return intercept ? outputs : 0;
  }

  /** Zeros. */
  @Override
  public double[] start(long seed) {
    return new double[layout().size()];
  }

  @Override
  public void scores(TileSlice slice, Workspace work) {
    work.fit(slice, this);
    if (slice.tile().isSparse()) {
      sparseScores(slice, work);
      return;
    }
    TileMatrix parameters = work.tileParameters();
    TileMatrix scores = work.layer(0, slice.rows(), outputs);
    double[] biases = intercept ? work.parameters() : new double[outputs];
    scores.fillRows(biases, intercept ? biases() : 0);
    if (outputs > 1) {
      scores.addProduct(TileMatrix.of(slice), parameters.part(0, inputs, outputs));
    } else {
      addProduct(slice, parameters, scores, work);
    }
    work.scoresAre(scores);
  }

  /** Of one output. */
  private static void addProduct(
      TileSlice slice, TileMatrix parameters, TileMatrix scores, Workspace work) {
    Kernels kernels = Kernels.ofThisMachine();
    boolean isReadFirst = kernels.gainByReadingAhead();
    if (scores instanceof SingleMatrix single) {
      SinglePanel features = slice.singlePanel();
      if (isReadFirst) {
        work.readAhead().of(features);
      }
      kernels.multiply(features, values(parameters), single.panel().values());
    } else {
      DoublePanel features = slice.doublePanel();
      if (isReadFirst) {
        work.readAhead().of(features);
      }
      double[] into = ((DoubleMatrix) scores).panel().values();
      kernels.multiply(features, work.parameters(), into);
    }
  }

  private void sparseScores(TileSlice slice, Workspace work) {
    int rows = slice.rows();
    for (int k = 0; k < outputs; k++) {
      double bias = intercept ? work.parameters()[biases() + k] : 0;
      Arrays.fill(work.scores(), k * rows, (k + 1) * rows, bias);
      slice.sparse().multiply(work.sparseFactor(k, inputs), work.scores(), k * rows);
    }
  }

  /**
   * Adds the gradient by the coefficients to {@code sums}, K vectors [d], where the features of the
   * rows are not 0, from the residuals in {@code work.scores} [rows x K]; to be called after {@link
   * #scores} of the same slice of a sparse tile.
   *
   * @return whether it was added: not if it may be out of a double's range
   */
  public boolean addPullback(TileSlice slice, Workspace work, GridSums sums) {
    return slice.sparse().addTransposed(work.scores(), outputs, sums);
  }

  /**
   * Writes the gradient by the intercepts to {@code into} from {@code offset} on [K], from
   * residuals as above: their sums, in double precision; nothing if there are no intercepts.
   */
  public void pullbackToIntercepts(TileSlice slice, Workspace work, double[] into, int offset) {
    int rows = slice.rows();
    float[] singles = work.singleScores();
    for (int k = 0; intercept && k < outputs; k++) {
      into[offset + k] =
          singles == null
              ? Lanes.sum(work.scores(), k * rows, rows)
              : Kernels.ofThisMachine().sum(singles, k * rows, rows);
    }
  }

  @Override
  public void pullback(TileSlice slice, Workspace work) {
    if (slice.tile().isSparse()) {
      GridSums sums = new GridSums(outputs, inputs, Math.max(1, slice.rows()));
      if (!addPullback(slice, work, sums)) {
        throw new ArithmeticException("the gradient of a sparse tile is out of range");
      }
      sums.write(work.gradient());
      pullbackToIntercepts(slice, work, work.gradient(), biases());
      return;
    }
    TileMatrix residuals = work.layer(0, slice.rows(), outputs);
    work.readResiduals(residuals);
    if (outputs > 1) {
      work.tileGradient()
          .part(0, inputs, outputs)
          .setTransposedProduct(TileMatrix.of(slice), residuals);
    } else if (slice.tile().precision() == Precision.SINGLE) {
      Kernels.ofThisMachine()
          .transposedMultiply(slice.singlePanel(), values(residuals), values(work.tileGradient()));
    } else {
      Kernels.ofThisMachine()
          .transposedMultiply(slice.doublePanel(), work.scores(), work.gradient());
    }
    work.writeGradient(0, biases());
    pullbackToIntercepts(slice, work, work.gradient(), biases());
  }

  @Override
  public void score(double[] features, double[] parameters, double[] into) {
    for (int k = 0; k < outputs; k++) {
      into[k] = intercept ? parameters[biases() + k] : 0;
    }
    new Layer(inputs, outputs, 0).addProduct(features, parameters, into);
  }

  /** Where the intercepts begin. */
  private int biases() {
    return Math.multiplyExact(inputs, outputs);
  }

  private static float[] values(TileMatrix matrix) {
    SinglePanel panel = ((SingleMatrix) matrix).panel();
    return panel.values();
  }
}
