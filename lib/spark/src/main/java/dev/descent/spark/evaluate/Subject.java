package dev.descent.spark.evaluate;

import dev.descent.data.Classes;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.RowScan;
import dev.descent.spark.data.Table;
import java.io.Serializable;
import java.util.Optional;

/** What is evaluated: where the scores of a row come from, and what they mean. */
sealed interface Subject extends Serializable permits ModelScores, ColumnScores {

  /** How many scores a row has. */
  int outputs();

  /** The classes, of a classification. */
  Optional<Classes> classes();

  /** What the scores of a classification mean. */
  Link link();

  /** {@code table} with the columns from which the scores come as its features. */
  Table columns(Table table);

  /** The reader of the rows of a table with these columns. */
  default RowReader reader(Table table, LabelReader labels) {
    return table.reader(labels);
  }

  /** What to do about a bad value in one of these columns. */
  String advice();

  /** The scorer of the rows of one task. */
  RowScorer scorer(RowScan rows);
}
