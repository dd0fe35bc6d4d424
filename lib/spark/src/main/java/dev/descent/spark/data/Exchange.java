package dev.descent.spark.data;

import dev.descent.spark.rdd.Partitions;
import java.util.ArrayList;
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
 */
final class Exchange implements AutoCloseable {
  /** What rows may take of the memory that is free; their tiles take about as much again. */
  private static final int SHARE = 3;

  private final int partitions;
  private final boolean isInPlace;

  /** Rows that have to stay until they are in tiles. */
  private final List<JavaRDD<?>> kept = new ArrayList<>();

  /**
   * To {@code partitions} partitions of tiles.
   *
   * @param isInPlace whether rows stay where they are
   */
  Exchange(int partitions, boolean isInPlace) {
    this.partitions = partitions;
    this.isInPlace = isInPlace;
  }

  /**
   * What suits the rows.
   *
   * @param isOneJvm whether that of the driver runs all tasks
   * @param bytes of all packed rows
   * @param freeBytes of the memory for cached rows
   */
  static Exchange of(int partitions, boolean isOneJvm, double bytes, long freeBytes) {
    return new Exchange(partitions, isOneJvm && bytes * SHARE <= freeBytes);
  }

  boolean isInPlace() {
    return isInPlace;
  }

  /** The chunks of each partition, with its number. */
  RDD<Tuple2<Integer, byte[]>> bring(JavaRDD<Tuple2<Integer, byte[]>> packed) {
    return isInPlace ? inPlace(packed) : byShuffle(packed);
  }

  private RDD<Tuple2<Integer, byte[]>> byShuffle(JavaRDD<Tuple2<Integer, byte[]>> packed) {
    return new ShuffledRDD<Integer, byte[], byte[]>(
            packed.rdd(),
            new TilePartitioner(partitions),
            Partitions.tag(),
            Partitions.tag(),
            Partitions.tag())
        .setSerializer(new ChunkSerializer());
  }

  private RDD<Tuple2<Integer, byte[]>> inPlace(JavaRDD<Tuple2<Integer, byte[]>> packed) {
    JavaRDD<Tuple2<Integer, byte[]>> stored =
        Partitions.map(packed, StoredChunks::of).persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(stored);
    // Else every partition of tiles would pack the rows of all tasks.
    Partitions.collect(stored, StoredChunks::count);
    return new Gathered(stored.rdd(), partitions);
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    kept.forEach(rows -> rows.unpersist(false));
  }
}
