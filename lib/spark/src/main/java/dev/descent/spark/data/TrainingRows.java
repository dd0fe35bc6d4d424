package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.spark.rdd.PartitionSum;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The training rows of a table, to be looked at before their features can be read: those whose
 * label and weight are good, or only those of them that are not skipped in the end.
 *
 * @param labels how its labels are read
 * @param read the columns that are to be features
 * @param usable of which a row must be able to make features; empty while that is not known
 * @param depth of the trees that merge
 */
record TrainingRows(
    Table table, LabelReader labels, ReadColumns read, Optional<Expansion> usable, int depth) {

  /** Those of them of which {@code expansion} makes features. */
  TrainingRows usable(Expansion expansion) {
    return new TrainingRows(table, labels, read, Optional.of(expansion), depth);
  }

  /**
   * Adds them up in one pass.
   *
   * @param start makes an empty sum, small on the wire; what a task adds to and what it merges into
   *     are two, which travel together and must not be one
   */
  <S extends RowSum<S>> S sum(Supplier<S> start) {
    S empty = start.get();
    S zero = start.get();
    Expansion expansion = usable.orElseGet(() -> new Expansion(List.of(), 1, Polynomial.none()));
    Table columnsRead = table.with(table.columns().withFeatures(expansion.columns()));
    RowReader reader = columnsRead.reader(labels, expansion);
    ReadColumns columns = read;
    return table.pass(
        () ->
            new PartitionSum<InternalRow, S>(
                    rows -> sum(rows, empty, new Source(reader, expansion), columns),
                    RowSum::merge,
                    zero,
                    depth)
                .over(table.internalRows()));
  }

  private record Source(RowReader reader, Expansion expansion) implements Serializable {}

  private static <S extends RowSum<S>> S sum(
      Iterator<InternalRow> rows, S sum, Source source, ReadColumns read) {
    RowReader reader = source.reader;
    RowValues values = new RowValues(source.expansion, TableStatistics.form(source.expansion));
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (reader.readSideAlone(row, values)
          && values.side == Side.TRAIN
          && reader.readValues(row, values)
          && values.weight > 0
          && values.expand(source.expansion)) {
        sum.add(row, values.weight, read);
      }
    }
    return sum;
  }
}
