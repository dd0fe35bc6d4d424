/**
 * Batch scoring: the columns of a table and beside them what a model predicts.
 *
 * <p>Every row is scored by the model's own kernel for one row, so a prediction depends on its row
 * and the model alone. All rows are checked in a pass of their own before any is handed out, so
 * that bad rows are counted together and nothing is written that would have to be taken back.
 *
 * <p>Knows tables and models, never job files or where predictions are written.
 */
@NullMarked
package dev.descent.spark.predict;

import org.jspecify.annotations.NullMarked;
