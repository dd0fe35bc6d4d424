package dev.descent.spark.predict;

import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.spark.sql.catalyst.InternalRow;

/** Columns of a Parquet file that are written apart from others, group of rows by group of rows. */
interface ParquetPart {
  /** Begins a group, whose pages go to {@code pages}. */
  void startGroup(PageWriteStore pages, ParquetProperties properties);

  /**
   * Takes a row, which the next one overwrites.
   *
   * @param i how many were taken since {@link #write}
   */
  void take(InternalRow row, int i);

  /** Writes the {@code rows} rows that were taken and are not written. */
  void write(int rows);

  /** Bytes of the group that are not in the file yet. */
  long bytes();

  /** Leaves what was written in the pages of the group. */
  void endGroup();
}
