package dev.descent.spark.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Brings packed rows to the partitions of their tiles: by a shuffle, or where one JVM runs all
 * tasks and has the memory, in place. There rows stay in the arrays into which tasks pack them,
 * where a shuffle would write them to files and read them again.
 *
 * @param partitions of the tiles
 * @param isInPlace whether the rows stay where they are
 * @param kept RDDs of rows that have to stay until they are in tiles
 */
record Exchange(int partitions, boolean isInPlace, List<JavaRDD<?>> kept) implements AutoCloseable {

  /** What rows may take of the memory that is free; their tiles take about as much again. */
  private static final int SHARE = 3;

  /**
   * What suits the rows.
   *
   * @param isOneJvm whether that of the driver runs all tasks
   * @param bytes of all packed rows
   * @param freeBytes of the memory for cached rows of all executors
   */
  static Exchange of(int partitions, boolean isOneJvm, double bytes, long freeBytes) {
    return new Exchange(partitions, isOneJvm && bytes * SHARE <= freeBytes, new ArrayList<>());
  }

  /** The chunks of each partition, with its number. */
  RDD<Tuple2<Integer, byte[]>> bring(JavaRDD<Tuple2<Integer, byte[]>> packed) {
    if (!isInPlace) {
      return new ShuffledRDD<Integer, byte[], byte[]>(
              packed.rdd(),
              new TilePartitioner(partitions),
              Partitions.tag(),
              Partitions.tag(),
              Partitions.tag())
          .setSerializer(new ChunkSerializer());
    }
    JavaRDD<Tuple2<Integer, byte[]>> stored =
        Partitions.map(
                packed, chunks -> (Iterator<Tuple2<Integer, byte[]>>) new StoredChunks(chunks))
            .persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(stored);
    // Else every partition of tiles would pack the rows of all tasks.
    Partitions.collect(stored, Exchange::count);
    return new Gathered(stored.rdd(), partitions);
  }

  private static long count(Iterator<Tuple2<Integer, byte[]>> stored) {
    long count = 0;
    for (; stored.hasNext(); count++) {
      StoredChunks.partition(stored.next());
    }
    return count;
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    kept.forEach(rows -> rows.unpersist(false));
  }
}
