package dev.descent.jobs.spec;

/**
 * The section {@code training}: mini-batch descent from zeros, one sum over the cluster a step.
 *
 * @param precision of the tiles
 * @param optimizer from gradient to direction
 * @param rate the length of a step
 * @param batchSize rows of a step
 * @param epochs the most epochs, at least 1
 * @param depth of the tree of sums, at least 1
 * @param stop rules that end training before that
 */
public record TrainingSpec(
    Precision precision,
    OptimizerSpec optimizer,
    RateSpec rate,
    BatchSize batchSize,
    int epochs,
    int depth,
    StopSpec stop) {
  public TrainingSpec {
    Bound.requireCount("training.epochs", epochs);
    Bound.requireCount("training.depth", depth);
  }
}
