package dev.descent.spark.evaluate;

import dev.descent.metric.BinaryWeights;
import dev.descent.metric.CurveFrame;
import dev.descent.metric.CurvePart;
import dev.descent.metric.CurveScan;
import dev.descent.metric.KeyRange;
import dev.descent.metric.KeyRanges;
import dev.descent.metric.ScoreBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** Which range of which curve a row goes to, and what is known of a range before it is sorted. */
final class RangePlan implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of one score more rows than these are combined. */
  private static final int COMBINED_ROWS = 1 << 20;

  private final CurveNumbers numbers;

  /** Of each curve the least keys of its ranges, ascending. */
  private final long[][] borders;

  /** Of each curve the number of its first range, and at last how many there are. */
  private final int[] firsts;

  private final ArrayList<CurveFrame> frames;
  private final ArrayList<Range> ranges = new ArrayList<>();
  private int tasks = 1;
  private long rowsOfTask;

  /**
   * A range of a curve.
   *
   * @param above the weights of the rows that score above it
   * @param rows how many it has
   * @param task that sorts it
   */
  private record Range(CurveFrame frame, BinaryWeights above, long rows, int task)
      implements Serializable {}

  private RangePlan(CurveNumbers numbers, List<CurveFrame> frames) {
    this.numbers = numbers;
    this.frames = new ArrayList<>(frames);
    this.borders = new long[frames.size()][];
    this.firsts = new int[frames.size() + 1];
  }

  /** Ranges of at most {@code limit} rows, or of one score, share a task up to that limit. */
  static RangePlan of(
      CurveNumbers numbers, List<CurveFrame> frames, List<KeyRanges> ranges, long limit) {
    RangePlan plan = new RangePlan(numbers, frames);
    for (int curve = 0; curve < frames.size(); curve++) {
      List<KeyRange> all = ranges.get(curve).ranges();
      plan.firsts[curve] = plan.ranges.size();
      plan.borders[curve] = all.stream().mapToLong(KeyRange::least).toArray();
      plan.add(frames.get(curve), all, limit);
    }
    plan.firsts[frames.size()] = plan.ranges.size();
    return plan;
  }

  private void add(CurveFrame frame, List<KeyRange> all, long limit) {
    BinaryWeights[] above = new BinaryWeights[all.size()];
    BinaryWeights sum = new BinaryWeights();
    for (int r = all.size() - 1; r >= 0; r--) {
      above[r] = sum.copy();
      sum.merge(all.get(r).weights());
    }
    for (int r = 0; r < above.length; r++) {
      long rows = all.get(r).rows();
      if (rowsOfTask > 0 && rowsOfTask + rows > limit) {
        tasks++;
        rowsOfTask = 0;
      }
      rowsOfTask += rows;
      ranges.add(new Range(frame, above[r], rows, tasks - 1));
    }
  }

  /** Sorts every range and walks down its scores. */
  RangeParts scan(JavaRDD<ScoredRows> rows, RowNumbers sorted) {
    List<Tuple2<Integer, CurvePart>> parts =
        rows.mapPartitionsToPair(chunks -> new BlockWriter(this, sorted, chunks))
            .partitionBy(partitioner())
            .mapPartitions(this::scanTask)
            .collect();
    return new RangeParts(frames, firsts, parts);
  }

  private Iterator<Tuple2<Integer, CurvePart>> scanTask(
      Iterator<Tuple2<Integer, ScoreBlock>> blocks) {
    TreeMap<Integer, ScoreBlock> together = new TreeMap<>();
    while (blocks.hasNext()) {
      Tuple2<Integer, ScoreBlock> block = blocks.next();
      together.merge(block._1(), block._2(), RangePlan::merged);
    }
    return together.entrySet().stream()
        .map(
            entry -> {
              Range range = ranges.get(entry.getKey());
              CurveScan scan = new CurveScan(range.frame(), range.above());
              return new Tuple2<>(entry.getKey(), scan.over(entry.getValue().sort()));
            })
        .iterator();
  }

  /** A range that is one score, of which there may be any number of rows, shrinks on the way. */
  private static ScoreBlock merged(ScoreBlock all, ScoreBlock more) {
    ScoreBlock merged = all.merge(more);
    return merged.size() > COMBINED_ROWS && merged.isOneScore() ? merged.combine() : merged;
  }

  /** Of each curve the number of its first range, and at last how many ranges there are. */
  int[] firsts() {
    return firsts.clone();
  }

  /** The number of the curve of a range. */
  int curve(int range) {
    int at = Arrays.binarySearch(firsts, range);
    int curve = at < 0 ? -at - 2 : at;
    while (firsts[curve + 1] == range) {
      curve++;
    }
    return curve;
  }

  /** The frames of all curves. */
  List<CurveFrame> frames() {
    return List.copyOf(frames);
  }

  /** The frame of the curve of a range. */
  CurveFrame frame(int range) {
    return ranges.get(range).frame();
  }

  /** The frame of a curve with other weights and few points. */
  CurveFrame frame(int curve, BinaryWeights all) {
    return frames.get(curve).with(all);
  }

  /** Brings the rows of each range to its task. */
  Partitioner partitioner() {
    return new Tasks(this);
  }

  /** How many ranges there are. */
  int size() {
    return ranges.size();
  }

  /** The number of the first curve of a part. */
  int firstCurve(Part part) {
    return numbers.first(part);
  }

  /** The number of the range that a row of a curve belongs to. */
  int range(int curve, long key) {
    long[] least = borders[curve];
    int low = 0;
    int high = least.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (least[middle] <= key) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return firsts[curve] + low;
  }

  /** Ranges to tasks. */
  private static final class Tasks extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int tasks;
    private final int[] ofRange;

    Tasks(RangePlan plan) {
      tasks = plan.tasks;
      ofRange = plan.ranges.stream().mapToInt(Range::task).toArray();
    }

    @Override
    public int numPartitions() {
      return tasks;
    }

    @Override
    public int getPartition(Object range) {
      return ofRange[(Integer) range];
    }
  }
}
