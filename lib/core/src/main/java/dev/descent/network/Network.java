package dev.descent.network;

import dev.descent.data.TileSlice;
import java.io.Serializable;

/**
 * Scores of rows as a function of parameters, and the pullback of that function, a tile at a time.
 */
public sealed interface Network extends Serializable permits Linear {

  /** The blocks of the parameter vector. */
  Layout layout();

  /** d, the number of features. */
  int inputs();

  /** Writes the scores of the rows to {@code work.scores} [rows]. */
  void scores(TileSlice slice, Workspace work);

  /**
   * Writes the gradient by the parameters to {@code work.gradient} [p], from the residuals (the
   * gradient by the scores) in {@code work.scores} [rows].
   */
  void pullback(TileSlice slice, Workspace work);

  /** The score of one row, in double precision and one fixed order of operations. */
  double score(double[] features, double[] parameters);
}
