package dev.descent.spark.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** What the training rows of a table have in each column that is to be a feature. */
final class Census implements RowSum<Census> {
  private static final long serialVersionUID = 1L;

  /** Empty before the first row: an empty census travels inside every task. */
  private final ArrayList<ColumnCensus> columns = new ArrayList<>();

  @Override
  public void add(InternalRow row, double weight, ReadColumns read) {
    if (columns.isEmpty()) {
      read.kinds().forEach(kind -> columns.add(new ColumnCensus(kind, read.fill())));
    }
    for (int j = 0; j < columns.size(); j++) {
      columns.get(j).add(row, read.ordinal(j), read.type(j), weight);
    }
  }

  @Override
  public Census merge(Census that) {
    if (columns.isEmpty()) {
      columns.addAll(that.columns);
      return this;
    }
    for (int j = 0; j < that.columns.size(); j++) {
      columns.get(j).merge(that.columns.get(j));
    }
    return this;
  }

  /** What was found in every column; empty if there was no row. */
  List<ColumnCensus> columns() {
    return columns;
  }
}
