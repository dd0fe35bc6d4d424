package dev.descent.network;

import dev.descent.data.Precision;
import dev.descent.data.TileSlice;

/**
 * The arrays that one thread computes in, for one parameter vector; they grow to the largest tile
 * and are then reused.
 */
public final class Workspace {
  private static final float[] NO_SINGLES = {};
  private static final double[] NO_DOUBLES = {};

  final double[] parameters;
  float[] singleParameters = NO_SINGLES;
  float[] singleGradient = NO_SINGLES;
  float[] singleScores = NO_SINGLES;

  /** [rows]: scores, then residuals. */
  double[] scores = NO_DOUBLES;

  /** [p]. */
  final double[] gradient;

  /** For {@code parameters} [p], which are not copied. */
  public Workspace(double[] parameters) {
    this.parameters = parameters;
    this.gradient = new double[parameters.length];
  }

  /** Makes room for the rows of {@code slice}. */
  public void fit(TileSlice slice) {
    int rows = slice.tile().rows();
    if (scores.length < rows) {
      scores = new double[rows];
    }
    if (slice.tile().precision() == Precision.SINGLE && singleScores.length < rows) {
      singleScores = new float[rows];
      singleGradient = new float[parameters.length];
      singleParameters = new float[parameters.length];
      for (int j = 0; j < parameters.length; j++) {
        singleParameters[j] = (float) parameters[j];
      }
    }
  }

  /** The scores, or after the loss the residuals, of the rows last computed. */
  public double[] scores() {
    return scores;
  }

  /** The gradient last pulled back [p]. */
  public double[] gradient() {
    return gradient;
  }
}
