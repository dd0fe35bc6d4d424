package dev.descent.spark.evaluate;

import dev.descent.math.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Brings equal rows together, so that each is drawn by itself and not all of them at once.
 *
 * <p>Rows that share a hash and yet differ, as those with one key may, get hashes of their own.
 */
final class Copies {
  /** Rows of a part that go on together. */
  private static final int CHUNK_ROWS = 1 << 12;

  /** How many rows a task brings together, about. */
  private static final int TASK_ROWS = 1 << 20;

  private Copies() {}

  /** The distinct rows of {@code rows}, which have hashes. */
  static JavaRDD<CountedRows> of(JavaRDD<ScoredRows> rows) {
    long count = rows.map(chunk -> (long) chunk.rows()).fold(0L, Long::sum);
    int tasks = (int) Math.max(rows.context().defaultParallelism(), count / TASK_ROWS + 1);
    JavaPairRDD<Integer, ScoredRows> split =
        rows.filter(chunk -> chunk.rows() > 0)
            .flatMapToPair(chunk -> byHash(chunk, tasks).iterator());
    return split.partitionBy(new HashPartitioner(tasks)).mapPartitions(Copies::counted);
  }

  private static List<Tuple2<Integer, ScoredRows>> byHash(ScoredRows chunk, int tasks) {
    List<Tuple2<Integer, ScoredRows>> split = new ArrayList<>();
    for (int t = 0; t < tasks; t++) {
      int task = t;
      int[] at =
          IntStream.range(0, chunk.rows())
              .filter(i -> Math.floorMod(chunk.hash(i), tasks) == task)
              .toArray();
      if (at.length > 0) {
        split.add(new Tuple2<>(task, chunk.picked(chunk.part(), at)));
      }
    }
    return split;
  }

  private static Iterator<CountedRows> counted(Iterator<Tuple2<Integer, ScoredRows>> chunks) {
    TreeMap<Part, List<ScoredRows>> parts = new TreeMap<>();
    while (chunks.hasNext()) {
      ScoredRows chunk = chunks.next()._2();
      parts.computeIfAbsent(chunk.part(), part -> new ArrayList<>()).add(chunk);
    }
    List<CountedRows> counted = new ArrayList<>();
    parts.forEach((part, all) -> count(ScoredRows.joined(part, all), counted));
    return counted.iterator();
  }

  private static void count(ScoredRows rows, List<CountedRows> into) {
    Integer[] order = new Integer[rows.rows()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, rows::compare);
    int[] at = new int[order.length];
    long[] ids = new long[order.length];
    int[] copies = new int[order.length];
    int distinct = 0;
    int sameHash = 0;
    for (int i = 0; i < order.length; i++) {
      boolean hash = i > 0 && rows.hash(order[i]) == rows.hash(order[i - 1]);
      if (hash && rows.compare(order[i], order[i - 1]) == 0) {
        copies[distinct - 1]++;
        continue;
      }
      sameHash = hash ? sameHash + 1 : 0;
      at[distinct] = order[i];
      copies[distinct] = 1;
      ids[distinct++] = SplitMix.combine(rows.hash(order[i]), sameHash);
    }
    for (int from = 0; from < distinct; from += CHUNK_ROWS) {
      int to = Math.min(distinct, from + CHUNK_ROWS);
      into.add(
          new CountedRows(
              rows.picked(rows.part(), Arrays.copyOfRange(at, from, to)),
              Arrays.copyOfRange(ids, from, to),
              Arrays.copyOfRange(copies, from, to)));
    }
  }
}
