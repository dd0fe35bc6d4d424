package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.network.Workspace;
import dev.descent.objective.LossGradient;
import dev.descent.objective.Objective;
import dev.descent.objective.TileWindow;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/**
 * What a task does in a step: the sum over the tiles of its partition that a mini-batch touches.
 *
 * <p>A class and not a lambda, because Spark reads the byte code of every lambda that it ships, in
 * every job: with the classes of Spark itself among them that is more work than a small step.
 */
final class TileSum
    extends AbstractFunction2<TaskContext, scala.collection.Iterator<Tile>, LossGradient>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Objective objective;
  private final TileWindow window;
  private final double @Nullable [] closure;
  private final @Nullable Broadcast<double[]> broadcast;

  private TileSum(
      Objective objective,
      TileWindow window,
      double @Nullable [] closure,
      @Nullable Broadcast<double[]> broadcast) {
    this.objective = objective;
    this.window = window;
    this.closure = closure;
    this.broadcast = broadcast;
  }

  /** With the parameters inside. */
  static TileSum with(double[] parameters, Objective objective, TileWindow window) {
    return new TileSum(objective, window, parameters, null);
  }

  /** With the parameters in a broadcast. */
  static TileSum with(Broadcast<double[]> parameters, Objective objective, TileWindow window) {
    return new TileSum(objective, window, null, parameters);
  }

  @Override
  public LossGradient apply(TaskContext context, scala.collection.Iterator<Tile> tiles) {
    return over(CollectionConverters.asJava(tiles));
  }

  /** The sum over those of {@code tiles} that the window touches. */
  LossGradient over(Iterator<Tile> tiles) {
    double[] parameters = parameters();
    LossGradient sum = new LossGradient(parameters.length);
    Workspace work = new Workspace(parameters);
    while (tiles.hasNext()) {
      Tile tile = tiles.next();
      if (window.touches(tile.index()) && tile.rows() > 0) {
        sum.add(objective, window.of(tile), work);
      }
    }
    return sum;
  }

  private double[] parameters() {
    if (closure != null) {
      return closure;
    }
    if (broadcast != null) {
      return broadcast.value();
    }
    throw new IllegalStateException("a step has no parameters");
  }
}
