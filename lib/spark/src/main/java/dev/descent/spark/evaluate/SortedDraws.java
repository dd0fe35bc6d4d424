package dev.descent.spark.evaluate;

import dev.descent.metric.BinaryWeights;
import dev.descent.metric.CountedBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Distinct rows that are sorted once, range by range, so that every replicate can walk down its own
 * draws of them.
 *
 * @param plan of the ranges
 * @param replicates how many
 */
record SortedDraws(RangePlan plan, int replicates) implements Serializable {

  /** What to make of the rows of every range, and of the weights in every replicate. */
  @FunctionalInterface
  interface Use<T> {
    T of(JavaPairRDD<Integer, CountedBlock> sorted, ReplicateFrames frames);
  }

  /** Sorts the numbers of {@code rows} for {@code use}. */
  <T> T use(JavaRDD<CountedRows> rows, RowNumbers numbers, Use<T> use) {
    JavaPairRDD<Integer, CountedBlock> sorted =
        rows.flatMapToPair(chunk -> blocks(chunk, numbers).iterator())
            .partitionBy(plan.partitioner())
            .mapPartitionsToPair(
                blocks -> {
                  TreeMap<Integer, CountedBlock> together = new TreeMap<>();
                  blocks.forEachRemaining(
                      block -> together.merge(block._1(), block._2(), CountedBlock::merge));
                  return together.entrySet().stream()
                      .map(one -> new Tuple2<>(one.getKey(), one.getValue().sort()))
                      .iterator();
                },
                true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return use.of(sorted, new ReplicateFrames(plan, weights(sorted), replicates));
    } finally {
      sorted.unpersist(false);
    }
  }

  /** The rows of a chunk by the ranges of every curve. */
  private Stream<Tuple2<Integer, CountedBlock>> blocks(CountedRows chunk, RowNumbers numbers) {
    int first = plan.firstCurve(chunk.part());
    return IntStream.range(0, numbers.outputs())
        .boxed()
        .flatMap(
            k -> {
              long[] keys = chunk.keys(numbers, k);
              TreeMap<Integer, List<Integer>> at = new TreeMap<>();
              for (int i = 0; i < keys.length; i++) {
                if (chunk.rows().weight(i) > 0) {
                  int range = plan.range(first + k, keys[i]);
                  at.computeIfAbsent(range, r -> new ArrayList<>()).add(i);
                }
              }
              return at.entrySet().stream()
                  .map(
                      one -> {
                        int[] rows = one.getValue().stream().mapToInt(i -> i).toArray();
                        return new Tuple2<>(one.getKey(), chunk.block(numbers, keys, rows));
                      });
            });
  }

  /** Of each range the weights of every replicate. */
  private BinaryWeights[][] weights(JavaPairRDD<Integer, CountedBlock> sorted) {
    BinaryWeights[][] weights = new BinaryWeights[plan.size()][];
    sorted
        .map(
            one ->
                new Tuple2<>(
                    one._1(),
                    IntStream.range(0, replicates)
                        .mapToObj(b -> one._2().weights(b, plan.frame(one._1()).positiveClass()))
                        .toArray(BinaryWeights[]::new)))
        .collect()
        .forEach(one -> weights[one._1()] = one._2());
    return weights;
  }
}
