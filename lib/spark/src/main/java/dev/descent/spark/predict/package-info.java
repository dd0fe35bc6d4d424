/**
 * Batch scoring: the columns of a table and beside them what a model predicts.
 *
 * <p>Every row is scored by the model's own kernel for one row, so a prediction depends on its row
 * and the model alone. Bad rows are counted together: in a pass of their own before any row is
 * handed out, or while all are written to files, which become visible after the count. Files of
 * Parquet get their plain columns one after the other, see {@link ParquetByColumns}.
 *
 * <p>Knows tables, models and files of tables, never job files.
 */
@NullMarked
package dev.descent.spark.predict;

import org.jspecify.annotations.NullMarked;
