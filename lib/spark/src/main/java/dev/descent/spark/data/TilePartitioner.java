package dev.descent.spark.data;

import org.apache.spark.Partitioner;
import org.jspecify.annotations.Nullable;

/** Sends a key, which already is the number of a partition, to that partition. */
final class TilePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;

  TilePartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return (Integer) key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TilePartitioner that && that.partitions == partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }
}
