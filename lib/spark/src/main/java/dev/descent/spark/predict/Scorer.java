package dev.descent.spark.predict;

import dev.descent.model.Model;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.ship.Shipped;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.InternalRow;

/** A model and how its features are read: what every task needs. */
record Scorer(String where, Model model, RowReader reader) implements Serializable {

  /** On its way to tasks, until it is closed. */
  Shipped<Scorer> shipped(SparkContext context) {
    long numbers = model.parameters().length + 2L * model.encoding().features().size();
    return Shipped.by(Shipped.Way.of(context, numbers), context, this);
  }

  /** The scores of the rows of one task, from the first. */
  Scores score(Iterator<InternalRow> rows) {
    return new Scores(model, reader.scan(rows));
  }
}
