package dev.descent.spark.data;

import dev.descent.metric.RadixHistogram;
import dev.descent.metric.RadixSelect;
import dev.descent.spark.source.DataException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Shares of the rows of a table in the order of one column: the latest rows are for testing, those
 * before them for validation.
 *
 * <p>Rows with the same moment stay together; each side begins at the moment that brings its number
 * of rows nearest to the share, with more rows where two are equally near. Counted are the rows
 * that can be read and have a weight above 0, so a row that is left out, or of weight 0, moves
 * nothing.
 *
 * <p>The values are read once and kept, at 8 bytes a row (16 of a column of text); then come the
 * four passes of {@link RadixSelect} and one that counts, whose results do not depend on the order
 * of the rows.
 *
 * @param time the column: numbers, dates, timestamps; text holds numbers, or dates and times of ISO
 *     8601, whichever more rows have
 * @param test share of the test rows
 * @param validation share of the validation rows
 */
public record TimeShares(String time, double test, double validation) {
  private static final String KEY = "data.split.by.time: ";

  /**
   * Finds where the sides begin.
   *
   * @param table all of whose rows are on one side
   * @param reader of its rows, {@link UnsplitRows}
   * @param depth of the trees that merge
   * @throws DataException if the column cannot be put in order, or a side is left without rows
   */
  public Split.ByTime of(Table table, RowReader reader, int depth) {
    TimeKind kind = kind(table);
    JavaRDD<TimeValues> kept = read(table, reader, kind).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long[] counts =
          table.pass(
              () -> kept.treeAggregate(new long[2], TimeValues::count, TimeShares::sum, depth));
      boolean iso = kind == TimeKind.ISO_TEXT && counts[1] >= counts[0];
      TimeKind chosen = kind == TimeKind.ISO_TEXT && !iso ? TimeKind.NUMBER : kind;
      JavaRDD<double[]> values = kept.map(all -> all.of(iso));
      long rows = counts[iso ? 1 : 0];
      return rows == 0
          ? new Split.ByTime(time, chosen, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)
          : of(values, rows, chosen, depth);
    } finally {
      kept.unpersist(false);
    }
  }

  private Split.ByTime of(JavaRDD<double[]> values, long rows, TimeKind kind, int depth) {
    long[] latest = {Math.round(test * rows), Math.round((test + validation) * rows)};
    double[] levels =
        Arrays.stream(latest).mapToDouble(k -> (rows - Math.max(1, k) + 0.5) / rows).toArray();
    RadixSelect select = RadixSelect.quantiles(levels);
    while (!select.isDone()) {
      RadixHistogram all =
          values.treeAggregate(
              select.histogram(), TimeShares::add, RadixHistogram::merge, depth, true);
      select = select.next(all);
    }
    TimeCounts counts =
        values.treeAggregate(
            new TimeCounts(select.values()), TimeCounts::add, TimeCounts::merge, depth);
    TimeCounts.Start testing = counts.start(0, latest[0]);
    TimeCounts.Start held = counts.start(1, latest[1]);
    requireRows("test", test, testing.rows(), rows);
    requireRows("validation", validation, held.rows() - testing.rows(), rows);
    requireRows("train", 1 - test - validation, rows - held.rows(), rows);
    return new Split.ByTime(time, kind, held.from(), testing.from());
  }

  private void requireRows(String side, double share, long found, long rows) {
    if (share > 0 && found <= 0) {
      throw new DataException(
          KEY
              + "no "
              + side
              + " row is left of "
              + rows
              + ": shares are rounded to whole rows, and rows with the same value of column "
              + time
              + " stay together; change data.split.test or data.split.validation, or split by = hash");
    }
  }

  /**
   * Checks that the column is there and can be put in order.
   *
   * @throws DataException if not
   */
  public void requireOrder(Table table) {
    kind(table);
  }

  private TimeKind kind(Table table) {
    StructType schema = table.rows().schema();
    table.requireThere(time);
    return TimeReader.kind(schema.apply(time).dataType())
        .orElseThrow(
            () ->
                new DataException(
                    KEY
                        + "column "
                        + time
                        + " has the type "
                        + schema.apply(time).dataType().simpleString()
                        + ", which has no order in time; name a column of numbers, dates, timestamps or text"));
  }

  private JavaRDD<TimeValues> read(Table table, RowReader reader, TimeKind kind) {
    StructType schema = table.rows().schema();
    boolean text = kind == TimeKind.ISO_TEXT;
    TimeReader numbers = TimeReader.of(schema, time, text ? TimeKind.NUMBER : kind);
    TimeReader iso = TimeReader.of(schema, time, kind);
    return table
        .internalRows()
        .mapPartitions(
            rows -> {
              RowScan scan = reader.scan(rows);
              TimeValues.Writer writer = new TimeValues.Writer();
              while (scan.next()) {
                if (scan.weight() > 0) {
                  writer.add(numbers.read(scan.row()), text ? iso.read(scan.row()) : Double.NaN);
                }
              }
              return List.of(writer.values(text)).iterator();
            });
  }

  private static RadixHistogram add(RadixHistogram histogram, double[] values) {
    for (double value : values) {
      histogram.add(value, 1);
    }
    return histogram;
  }

  private static long[] sum(long[] a, long[] b) {
    return new long[] {a[0] + b[0], a[1] + b[1]};
  }
}
