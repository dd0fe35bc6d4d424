package dev.descent.solve;

import dev.descent.objective.Objective;
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
  private final int count;
  private final int stepsAnEpoch;

  AveragedSteps(MiniBatchDescent descent, Risks risks, Shards shards, Objective objective) {
    this.descent = descent;
    this.shards = shards;
    this.objective = objective;
    this.count = shards.rows().length;
    this.stepsAnEpoch = MiniBatchDescent.stepsAnEpoch(risks, descent.batchSize());
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
        .after(new ShardRound(objective, descent, count, from, state.step(), steps))
        .position();
  }
}
