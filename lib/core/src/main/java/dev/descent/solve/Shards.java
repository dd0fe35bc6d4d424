package dev.descent.solve;

/**
 * The training rows as data shards that descend by themselves: tile t belongs to shard t mod S. The
 * number of shards S belongs to the job, never to the cluster.
 */
public interface Shards {

  /** n_s, the number of rows of each shard [S]. */
  long[] rows();

  /** The average of where the shards are after {@code round}. */
  ShardAverage after(ShardRound round);
}
