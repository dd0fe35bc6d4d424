package dev.descent.spark.evaluate;

import dev.descent.metric.CountedBlock;
import dev.descent.metric.CurveFrame;
import dev.descent.metric.CurvePart;
import dev.descent.metric.CurveScan;
import dev.descent.metric.CurveSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** The curves of every replicate. */
final class ReplicateCurves {
  private ReplicateCurves() {}

  /** Of each replicate the curves of all parts, by number. */
  static List<List<CurveSummary>> of(SortedDraws draws, JavaRDD<CountedRows> rows, Link link) {
    return draws.use(
        rows, link, (sorted, frames) -> summaries(draws, parts(draws, sorted, frames), frames));
  }

  private static List<Tuple2<Integer, CurvePart[]>> parts(
      SortedDraws draws, JavaPairRDD<Integer, CountedBlock> sorted, ReplicateFrames frames) {
    int replicates = draws.replicates();
    return sorted
        .map(
            one ->
                new Tuple2<>(
                    one._1(),
                    IntStream.range(0, replicates)
                        .mapToObj(
                            b ->
                                new CurveScan(frames.frame(one._1(), b), frames.above(one._1(), b))
                                    .over(one._2().drawn(b)))
                        .toArray(CurvePart[]::new)))
        .collect();
  }

  private static List<List<CurveSummary>> summaries(
      SortedDraws draws, List<Tuple2<Integer, CurvePart[]>> parts, ReplicateFrames frames) {
    List<List<CurveSummary>> all = new ArrayList<>();
    for (int b = 0; b < draws.replicates(); b++) {
      int replicate = b;
      List<CurveFrame> own = frames.ofCurves(b);
      RangeParts merged =
          new RangeParts(
              own,
              draws.plan().firsts(),
              parts.stream().map(one -> new Tuple2<>(one._1(), one._2()[replicate])).toList());
      all.add(
          IntStream.range(0, own.size())
              .mapToObj(curve -> CurveSummary.of(own.get(curve), merged.of(curve)))
              .toList());
    }
    return all;
  }
}
