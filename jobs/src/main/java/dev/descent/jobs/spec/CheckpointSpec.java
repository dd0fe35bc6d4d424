package dev.descent.jobs.spec;

import java.time.Duration;

/**
 * The section {@code training.checkpoint}: what a training that was stopped goes on from.
 *
 * @param directory the folder of the checkpoints of all jobs, a Hadoop path
 * @param every time from one to the next, above 0
 */
public record CheckpointSpec(String directory, Duration every) {
  public CheckpointSpec {
    Bound.requireText("training.checkpoint.directory", directory);
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("training.checkpoint.every must be > 0, but was " + every);
    }
  }
}
