package dev.descent.jobs.spec;

/**
 * The keys {@code training.average-every} and {@code training.shards}.
 *
 * @param every when the parameters of the shards are averaged
 * @param shards parts of the data that take steps by themselves, at least 1; 1 where every step is
 *     a sum over the cluster
 */
public record AveragingSpec(AverageEvery every, int shards) {
  public AveragingSpec {
    Bound.requireCount("training.shards", shards);
    if (shards > 1 && isEveryStep(every)) {
      throw new IllegalArgumentException(
          "training.shards must be 1 with training.average-every = 1, but was " + shards);
    }
  }

  static boolean isEveryStep(AverageEvery every) {
    return every instanceof AverageEvery.Steps steps && steps.steps() == 1;
  }
}
