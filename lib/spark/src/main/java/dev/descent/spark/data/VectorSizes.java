package dev.descent.spark.data;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;

/** How many numbers the vectors of the training rows have; only sound vectors count. */
final class VectorSizes implements RowSum<VectorSizes> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, Long> rows = new TreeMap<>();

  @Override
  public void add(InternalRow row, double weight, ReadColumns read) {
    VectorType type = (VectorType) read.type(0);
    if (row.isNullAt(read.ordinal(0))) {
      return;
    }
    VectorCells cells = type.cells(row, read.ordinal(0));
    if (cells.problem() == null) {
      rows.merge(cells.size(), 1L, Long::sum);
      keepLargest(type);
    }
  }

  /** Of sizes that are open the largest is all that is of interest. */
  private void keepLargest(VectorType type) {
    if (type.length() == VectorType.Length.OPEN && rows.size() > 1) {
      rows.pollFirstEntry();
    }
  }

  @Override
  public VectorSizes merge(VectorSizes that) {
    that.rows.forEach((size, count) -> rows.merge(size, count, Long::sum));
    return this;
  }

  /** Whether there was no sound vector. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The size of most rows, the larger one of two that have as many. */
  int mostFrequent() {
    return rows.entrySet().stream()
        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  /** The largest size. */
  int largest() {
    return rows.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
  }
}
