package dev.descent.jobs.bench;

import dev.descent.data.Tile;
import dev.descent.network.Workspace;
import dev.descent.objective.LossGradient;
import dev.descent.objective.Objective;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Work on tiles by threads of this JVM, without Spark.
 *
 * @param threads of which each takes every so-many-th tile
 */
record TilesByThreads(List<Tile> tiles, int threads) {

  /** The two products of every tile. */
  void multiply(SgemvPair pair) {
    int columns = tiles.get(0).columns();
    int most = tiles.stream().mapToInt(Tile::rows).max().orElseThrow();
    IntStream.range(0, threads)
        .parallel()
        .forEach(
            thread -> {
              float[] x = new float[columns];
              float[] y = new float[most];
              for (int t = thread; t < tiles.size(); t += threads) {
                pair.multiply(tiles.get(t).all().singlePanel(), x, y);
              }
            });
  }

  /** Loss and gradient at {@code parameters}, as tasks compute them. */
  LossGradient pass(Objective objective, double[] parameters) {
    return IntStream.range(0, threads)
        .parallel()
        .mapToObj(
            thread -> {
              LossGradient sum = new LossGradient(parameters.length);
              Workspace work = new Workspace(parameters);
              for (int t = thread; t < tiles.size(); t += threads) {
                sum.add(objective, tiles.get(t).all(), work);
              }
              return sum;
            })
        .reduce(LossGradient::merge)
        .orElseThrow();
  }
}
