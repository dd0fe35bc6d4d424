package dev.descent.solve;

import dev.descent.data.Tile;
import dev.descent.math.SplitMix;
import dev.descent.objective.LocalRisk;
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
   * Adds where the shard of {@code tiles} is in the end to {@code sum}, by the rows that it stepped
   * over.
   *
   * @param tiles all of one shard, in the order of their index
   */
  public void descend(List<Tile> tiles, ShardAverage sum) {
    LocalRisk risk = LocalRisk.ofShard(objective, tiles, shards);
    if (risk.rows() == 0) {
      return;
    }
    int shard = tiles.get(0).index() % shards;
    long seed = shard == 0 ? descent.seed() : SplitMix.combine(descent.seed(), shard);
    MiniBatchPlan plan = new MiniBatchPlan(risk.rows(), descent.batchSize(), seed);
    Oracle oracle = new Oracle(risk, objective);
    Position position = from;
    long rows = 0;
    for (int s = step; s < step + steps; s++) {
      double[] parameters = descent.rule().point(position);
      MiniBatch batch = plan.batch(s);
      Point at = oracle.at(parameters, batch);
      if (!Double.isFinite(at.value())) {
        sum.addNonFinite();
        return;
      }
      position = descent.rule().next(position, s, at, objective.penalty());
      rows += batch.rows();
    }
    sum.add(position, (double) rows);
  }
}
