package dev.descent.network;

import dev.descent.data.Precision;
import dev.descent.data.TileSlice;
import dev.descent.math.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The linear score f(x) = sum_j w_j x_j + b; parameters are w [d], then b if there is an intercept.
 *
 * <p>Pullback of residuals r [rows]: X^T r for w and sum(r) for b.
 */
public record Linear(int inputs, boolean intercept) implements Network {

  public Linear {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          "a linear model needs at least one feature, but has " + inputs);
    }
  }

  @Override
  public Layout layout() {
    List<Layout.Block> blocks = new ArrayList<>();
    blocks.add(new Layout.Block("coefficients", 1, inputs, true));
    if (intercept) {
      blocks.add(new Layout.Block("intercepts", 1, 1, false));
    }
    return new Layout(blocks);
  }

  @Override
  public void scores(TileSlice slice, Workspace work) {
    if (slice.tile().columns() != inputs) {
      throw new IllegalArgumentException(
          "a tile of "
              + slice.tile().columns()
              + " columns does not fit a network of "
              + inputs
              + " inputs");
    }
    int rows = slice.rows();
    double b = intercept ? work.parameters[inputs] : 0;
    if (slice.tile().precision() == Precision.SINGLE) {
      Arrays.fill(work.singleScores, 0, rows, (float) b);
      Kernels.ofThisMachine()
          .multiply(slice.singlePanel(), work.singleParameters, work.singleScores);
      for (int i = 0; i < rows; i++) {
        work.scores[i] = work.singleScores[i];
      }
    } else {
      Arrays.fill(work.scores, 0, rows, b);
      Kernels.ofThisMachine().multiply(slice.doublePanel(), work.parameters, work.scores);
    }
  }

  @Override
  public void pullback(TileSlice slice, Workspace work) {
    int rows = slice.rows();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += work.scores[i];
    }
    if (slice.tile().precision() == Precision.SINGLE) {
      for (int i = 0; i < rows; i++) {
        work.singleScores[i] = (float) work.scores[i];
      }
      Kernels kernels = Kernels.ofThisMachine();
      kernels.transposedMultiply(slice.singlePanel(), work.singleScores, work.singleGradient);
      for (int j = 0; j < inputs; j++) {
        work.gradient[j] = work.singleGradient[j];
      }
    } else {
      Kernels.ofThisMachine().transposedMultiply(slice.doublePanel(), work.scores, work.gradient);
    }
    if (intercept) {
      work.gradient[inputs] = sum;
    }
  }

  @Override
  public double score(double[] features, double[] parameters) {
    double sum = intercept ? parameters[inputs] : 0;
    for (int j = 0; j < inputs; j++) {
      sum = Math.fma(features[j], parameters[j], sum);
    }
    return sum;
  }
}
