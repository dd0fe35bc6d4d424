package dev.descent.spark.data;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** What the training rows of a table add up to: mergeable, and the same for any order of them. */
interface RowSum<S> extends Serializable {

  /** Adds a row of positive weight. */
  void add(InternalRow row, double weight, ReadColumns read);

  /** Adds the rows of {@code that}; returns this. */
  S merge(S that);
}
