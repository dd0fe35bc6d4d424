package dev.descent.spark.predict;

import dev.descent.model.Model;
import dev.descent.spark.data.RowReader;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** A model and how its features are read: what every task needs. */
record Scorer(String where, Model model, RowReader reader) implements Serializable {

  /** The scores of the rows of one task, from the first. */
  Scores score(Iterator<InternalRow> rows) {
    return new Scores(model, reader.scan(rows));
  }
}
