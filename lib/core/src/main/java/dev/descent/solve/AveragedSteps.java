package dev.descent.solve;

import dev.descent.objective.Objective;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every data shard takes some steps by itself, then all go on from their average.
 *
 * <p>An epoch is over when the largest shard has been gone through once; the others have then begun
 * again with their first mini-batches.
 */
final class AveragedSteps implements Stepping {
  private final MiniBatchDescent descent;
  private final Shards shards;
  private final Objective objective;
  private final long[] rows;
  private final int stepsAnEpoch;

  AveragedSteps(MiniBatchDescent descent, Shards shards, Objective objective) {
    this.descent = descent;
    this.shards = shards;
    this.objective = objective;
    this.rows = shards.rows();
    long largest = Arrays.stream(rows).max().orElse(0);
    this.stepsAnEpoch = new MiniBatchPlan(largest, descent.batchSize(), descent.seed()).steps();
  }

  @Override
  public int stepsAnEpoch() {
    return stepsAnEpoch;
  }

  @Override
  public int stepsFrom(int step) {
    return Math.min(descent.averageEvery(), stepsAnEpoch - step % stepsAnEpoch);
  }

  @Override
  public Optional<Position> next(TrainingState state) {
    Position from = new Position(state.parameters(), state.optimizer());
    int steps = stepsFrom(state.step());
    return shards
        .after(new ShardRound(objective, descent, rows.length, from, state.step(), steps))
        .position();
  }
}
