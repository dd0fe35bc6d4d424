package dev.descent.jobs.spec;

/** When the parameters of the shards are averaged. */
public sealed interface AverageEvery {

  /** After so many steps of each shard, at least 1; 1 is one sum over the cluster a step. */
  record Steps(int steps) implements AverageEvery {
    public Steps {
      Bound.requireCount("average-every", steps);
    }
  }

  /** After each epoch. */
  record Epoch() implements AverageEvery {}
}
