package dev.descent.solve;

import dev.descent.data.Tile;
import dev.descent.math.SplitMix;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import java.io.Serializable;
import java.util.List;

/**
 * Some mini-batch steps that every data shard takes by itself, all from the same position.
 *
 * <p>Each shard has its own order of mini-batches and goes through its rows again and again; with
 * one shard these are the mini-batches and the steps of descent with one sum a step, to the bit.
 *
 * @param shards S
 * @param from where all of them start
 * @param step how many steps have been taken before
 * @param steps how many are taken now
 */
public record ShardRound(
    Objective objective, MiniBatchDescent descent, int shards, Position from, int step, int steps)
    implements Serializable {

  /**
   * Adds where the shard of {@code tiles} is in the end to {@code average}, by the rows that it
   * stepped over.
   *
   * @param tiles all of one shard, in the order of their index
   */
  public void descend(List<Tile> tiles, ShardAverage average) {
    LocalRisk risk = LocalRisk.ofShard(objective, tiles, shards);
    if (risk.rows() == 0) {
      return;
    }
    int shard = tiles.get(0).index() % shards;
    long seed = shard == 0 ? descent.seed() : SplitMix.combine(descent.seed(), shard);
    MiniBatchPlan plan = new MiniBatchPlan(risk.rows(), descent.batchSize(), seed);
    LossGradient sum = new LossGradient(from.parameters().length, risk.rows());
    double[] gradient = new double[from.parameters().length];
    Position position = from.copy();
    long rows = 0;
    for (int s = step; s < step + steps; s++) {
      double[] parameters = descent.rule().point(position);
      MiniBatch batch = plan.batch(s);
      risk.at(parameters, batch, sum);
      Point at = new Point(parameters, objective.evaluate(sum, parameters, gradient));
      if (!Double.isFinite(at.value())) {
        average.addNonFinite();
        return;
      }
      position = descent.rule().advance(position, s, at, objective.penalty());
      rows += batch.rows();
    }
    average.add(position, (double) rows);
  }
}
