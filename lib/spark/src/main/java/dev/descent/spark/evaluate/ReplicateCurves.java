package dev.descent.spark.evaluate;

import dev.descent.metric.BinaryWeights;
import dev.descent.metric.CountedBlock;
import dev.descent.metric.CurveFrame;
import dev.descent.metric.CurvePart;
import dev.descent.metric.CurveScan;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.ScoreKey;
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
 * The curves of every replicate: the rows are sorted once, range by range, and every replicate
 * walks down its own draws of them.
 */
final class ReplicateCurves implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RangePlan plan;
  private final int replicates;

  ReplicateCurves(RangePlan plan, int replicates) {
    this.plan = plan;
    this.replicates = replicates;
  }

  /** Of each replicate the curves of all parts, by number. */
  List<List<CurveSummary>> of(JavaRDD<CountedRows> rows, Link link) {
    JavaPairRDD<Integer, CountedBlock> sorted =
        rows.flatMapToPair(chunk -> blocks(chunk, link).iterator())
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
      return summaries(sorted, weights(sorted));
    } finally {
      sorted.unpersist(false);
    }
  }

  /** The rows of a chunk by the ranges of every curve. */
  private Stream<Tuple2<Integer, CountedBlock>> blocks(CountedRows chunk, Link link) {
    Probabilities probabilities = new Probabilities(link);
    int first = plan.firstCurve(chunk.part());
    return IntStream.range(0, link.outputs())
        .boxed()
        .flatMap(
            k -> {
              TreeMap<Integer, List<Integer>> at = new TreeMap<>();
              for (int i = 0; i < chunk.rows().rows(); i++) {
                if (chunk.rows().weight(i) > 0) {
                  long key = ScoreKey.of(probabilities.of(chunk.rows(), i)[k]);
                  at.computeIfAbsent(plan.range(first + k, key), r -> new ArrayList<>()).add(i);
                }
              }
              return at.entrySet().stream()
                  .map(
                      one ->
                          new Tuple2<>(
                              one.getKey(),
                              chunk.block(
                                  probabilities,
                                  k,
                                  one.getValue().stream().mapToInt(i -> i).toArray())));
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

  private List<List<CurveSummary>> summaries(
      JavaPairRDD<Integer, CountedBlock> sorted, BinaryWeights[][] weights) {
    ReplicateFrames frames = new ReplicateFrames(plan, weights, replicates);
    List<Tuple2<Integer, CurvePart[]>> parts =
        sorted
            .map(
                one ->
                    new Tuple2<>(
                        one._1(),
                        IntStream.range(0, replicates)
                            .mapToObj(
                                b ->
                                    new CurveScan(
                                            frames.frame(one._1(), b), frames.above(one._1(), b))
                                        .over(one._2().drawn(b)))
                            .toArray(CurvePart[]::new)))
            .collect();
    List<List<CurveSummary>> all = new ArrayList<>();
    for (int b = 0; b < replicates; b++) {
      int replicate = b;
      List<CurveFrame> own = frames.ofCurves(b);
      RangeParts merged =
          new RangeParts(
              own,
              plan.firsts(),
              parts.stream().map(one -> new Tuple2<>(one._1(), one._2()[replicate])).toList());
      all.add(
          IntStream.range(0, own.size())
              .mapToObj(curve -> CurveSummary.of(own.get(curve), merged.of(curve)))
              .toList());
    }
    return all;
  }
}
