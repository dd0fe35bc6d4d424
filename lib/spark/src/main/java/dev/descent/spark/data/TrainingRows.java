package dev.descent.spark.data;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The training rows of a table whose label and weight are good, to be looked at before their
 * features can be read.
 *
 * @param labels how its labels are read
 * @param read the columns that are to be features
 * @param depth of the trees that merge
 */
record TrainingRows(Table table, LabelReader labels, ReadColumns read, int depth) {

  /**
   * Adds them up in one pass.
   *
   * @param start makes an empty sum, small on the wire; what a task adds to and what it merges into
   *     are two, which travel together and must not be one
   */
  <S extends RowSum<S>> S sum(Supplier<S> start) {
    S empty = start.get();
    S zero = start.get();
    RowReader reader = table.with(table.columns().withFeatures(List.of())).reader(labels);
    ReadColumns columns = read;
    return table.pass(
        () ->
            table
                .internalRows()
                .mapPartitions(rows -> List.of(sum(rows, empty, reader, columns)).iterator())
                .treeAggregate(zero, RowSum::merge, RowSum::merge, depth));
  }

  private static <S extends RowSum<S>> S sum(
      Iterator<InternalRow> rows, S sum, RowReader reader, ReadColumns read) {
    RowReader.Values values = new RowReader.Values(0);
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (reader.readSideAlone(row, values)
          && values.side == Side.TRAIN
          && reader.readValues(row, values)
          && values.weight > 0) {
        sum.add(row, values.weight, read);
      }
    }
    return sum;
  }
}
