package dev.descent.jobs.spec;

import java.util.Optional;

/**
 * The section {@code training}.
 *
 * @param solver and its own settings
 * @param precision of the tiles; not single for the exact solver
 * @param depth of the tree of sums, at least 1
 * @param start the parameters before the first step; fresh for the exact solver
 * @param classWeights what rows of a class weigh; empty when the same
 * @param stop rules that end training early; only a tolerance for the exact solver
 * @param checkpoint where training goes on after it was stopped; empty where it starts over
 */
public record TrainingSpec(
    SolverSpec solver,
    Precision precision,
    int depth,
    StartSpec start,
    Optional<ClassWeightsSpec> classWeights,
    StopSpec stop,
    Optional<CheckpointSpec> checkpoint) {
  public TrainingSpec {
    Bound.requireCount("training.depth", depth);
    if (solver instanceof SolverSpec.Exact) {
      require(precision != Precision.SINGLE, "training.precision = single");
      require(start instanceof StartSpec.Fresh, "training.start");
      require(stop.patience().isEmpty(), "training.stop.patience");
      require(stop.maxTime().isEmpty(), "training.stop.max-time");
    }
  }

  /** The same from another start. */
  TrainingSpec from(StartSpec other) {
    return new TrainingSpec(solver, precision, depth, other, classWeights, stop, checkpoint);
  }

  private static void require(boolean holds, String setting) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " does not go with training.solver = exact");
    }
  }
}
