package dev.descent.network;

import dev.descent.data.TileSlice;
import java.io.Serializable;

/**
 * Scores of rows as a function of parameters, and the pullback of that function, a tile at a time.
 */
public sealed interface Network extends Serializable permits Linear, Mlp {

  /** The blocks of the parameter vector. */
  Layout layout();

  /** d, the number of features. */
  int inputs();

  /** K, the number of scores of a row. */
  int outputs();

  /** The parameters that training starts from [p]. */
  double[] start(long seed);

  /** Writes the scores of the rows to {@code work.scores} [rows x K], column by column. */
  void scores(TileSlice slice, Workspace work);

  /**
   * Writes the gradient by the parameters to {@code work.gradient} [p], from the residuals (the
   * gradient by the scores) in {@code work.scores} [rows x K]; to be called after {@link #scores}
   * of the same slice.
   */
  void pullback(TileSlice slice, Workspace work);

  /**
   * Writes the scores of one row to {@code into} [K], in double precision and one fixed order of
   * operations.
   */
  void score(double[] features, double[] parameters, double[] into);

  /** The score of one row, for a network with one output. */
  default double score(double[] features, double[] parameters) {
    double[] one = new double[1];
    score(features, parameters, one);
    return one[0];
  }
}
