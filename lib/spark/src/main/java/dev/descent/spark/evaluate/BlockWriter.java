package dev.descent.spark.evaluate;

import dev.descent.metric.ScoreBlock;
import dev.descent.metric.ScoreKey;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Packs the rows of one task into blocks by the range of scores that they belong to. */
final class BlockWriter implements Iterator<Tuple2<Integer, ScoreBlock>> {
  /** Large beside what a block costs by itself, small beside the memory of a task. */
  private static final int BLOCK_ROWS = 1 << 15;

  private static final int FIRST_ROWS = 1 << 8;

  private final RangePlan plan;
  private final RowNumbers numbers;
  private final double[] each;
  private final Iterator<ScoredRows> chunks;

  /** By range, where rows are waiting. */
  private final @Nullable ScoreBlock[] open;

  private final ArrayDeque<Tuple2<Integer, ScoreBlock>> full = new ArrayDeque<>();

  BlockWriter(RangePlan plan, RowNumbers numbers, Iterator<ScoredRows> chunks) {
    this.plan = plan;
    this.numbers = numbers;
    this.each = new double[numbers.outputs()];
    this.chunks = chunks;
    this.open = new ScoreBlock[plan.size()];
  }

  @Override
  public boolean hasNext() {
    while (full.isEmpty() && chunks.hasNext()) {
      add(chunks.next());
    }
    if (full.isEmpty()) {
      for (int range = 0; range < open.length; range++) {
        close(range);
      }
    }
    return !full.isEmpty();
  }

  @Override
  public Tuple2<Integer, ScoreBlock> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all blocks are written");
    }
    return full.remove();
  }

  private void add(ScoredRows chunk) {
    if (chunk.rows() == 0) {
      return;
    }
    int first = plan.firstCurve(chunk.part());
    for (int i = 0; i < chunk.rows(); i++) {
      double weight = chunk.weight(i);
      if (weight == 0) {
        continue;
      }
      numbers.write(chunk, i, each);
      int actual = numbers.actual(chunk, i);
      for (int k = 0; k < each.length; k++) {
        add(first + k, ScoreKey.of(each[k]), actual, weight);
      }
    }
  }

  private void add(int curve, long key, int actual, double weight) {
    int range = plan.range(curve, key);
    ScoreBlock block = open[range];
    if (block == null) {
      block = new ScoreBlock(FIRST_ROWS);
      open[range] = block;
    }
    block.add(key, actual, weight);
    if (block.size() == BLOCK_ROWS) {
      close(range);
    }
  }

  private void close(int range) {
    ScoreBlock block = open[range];
    if (block != null) {
      full.add(new Tuple2<>(range, block.trimmed()));
      open[range] = null;
    }
  }
}
