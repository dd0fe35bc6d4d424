package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.encode.Vector;
import dev.descent.spark.source.DataException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/** Finds out how many numbers the vectors of a table have, from its training rows. */
final class FittedVector {
  private final Table table;
  private final LabelReader labels;
  private final FeatureRules rules;
  private final int depth;
  private final StructField column;
  private final VectorType type;

  private FittedVector(Table table, LabelReader labels, FeatureRules rules, int depth) {
    this.table = table;
    this.labels = labels;
    this.rules = rules;
    this.depth = depth;
    this.column = table.rows().schema().apply(table.vector().orElseThrow());
    this.type = VectorType.of(column).orElseThrow();
  }

  /**
   * Fits the one column of {@code table}, which is of vectors, and takes its statistics.
   *
   * <p>One pass where all vectors are of the size that the footer of a Parquet file makes expect,
   * or else of that of the first one. Otherwise another pass counts sizes before it: the size is
   * that of most training rows, of which rows that cannot be used and so may be skipped are none;
   * where vectors are open, it is the largest.
   *
   * @throws DataException if the vectors have no number, or too many
   */
  static FittedColumns.Fitted of(Table table, LabelReader labels, FeatureRules rules, int depth) {
    return new FittedVector(table, labels, rules, depth).fitted();
  }

  /** The expansion of vectors that are open, whose size takes all rows to find out. */
  static Optional<Expansion> ofOpen(
      Table table, LabelReader labels, FeatureRules rules, int depth) {
    if (table.vector().isEmpty()) {
      return Optional.empty();
    }
    FittedVector fitted = new FittedVector(table, labels, rules, depth);
    return fitted.isOpen() ? fitted.counted() : Optional.empty();
  }

  private boolean isOpen() {
    return type.length() == VectorType.Length.OPEN;
  }

  private FittedColumns.Fitted fitted() {
    Optional<Expansion> expected = isOpen() ? Optional.empty() : size().map(this::expansion);
    if (expected.isPresent()) {
      TableStatistics found = TableStatistics.ofExpected(table, labels, expected.get(), depth);
      if (!found.metMisfit()) {
        return new FittedColumns.Fitted(expected.get(), found);
      }
    }
    return counted()
        .map(size -> new FittedColumns.Fitted(size, TableStatistics.of(table, labels, size, depth)))
        .orElseGet(this::ofNoSize);
  }

  /** No training row has a sound vector: what is wrong with the rows is told. */
  private FittedColumns.Fitted ofNoSize() {
    return new FittedColumns.Fitted(
        new Expansion(List.of(), 1, Polynomial.none()),
        TableStatistics.withoutFeatures(table, labels, depth));
  }

  /** The size to expect, which says nothing unless all vectors agree. */
  private Optional<Integer> size() {
    return table
        .parquetFooter()
        .flatMap(footer -> FooterSizes.expected(footer, column.name()))
        .or(this::ofFirst)
        .filter(size -> size > 0 && size <= Vector.MOST);
  }

  private Optional<Integer> ofFirst() {
    VectorType read = type;
    int ordinal = table.rows().schema().fieldIndex(column.name());
    List<Integer> sizes =
        table.pass(
            () ->
                InternalRows.of(table.rows())
                    .filter(row -> !row.isNullAt(ordinal))
                    .map(row -> read.cells(row, ordinal).size())
                    .take(1));
    return sizes.stream().findFirst();
  }

  private Optional<Expansion> counted() {
    ReadColumns read = new ReadColumns(table, List.of(), List.of(), FeatureRules.Fill.FAIL);
    VectorSizes sizes =
        new TrainingRows(table, labels, read, Optional.empty(), depth).sum(VectorSizes::new);
    return sizes.isEmpty()
        ? Optional.empty()
        : Optional.of(expansion(sound(isOpen() ? sizes.largest() : sizes.mostFrequent())));
  }

  private int sound(int size) {
    String at = table.where() + ": column " + column.name();
    if (size == 0) {
      throw new DataException(at + " has empty vectors in the training rows; check the column");
    }
    if (size > Vector.MOST) {
      throw new DataException(
          at
              + " has vectors of "
              + size
              + " numbers, but at most "
              + Vector.MOST
              + " are possible; hash them to fewer");
    }
    return size;
  }

  private Expansion expansion(int size) {
    return rules.expansion(List.of(new Vector(column.name(), size)));
  }
}
