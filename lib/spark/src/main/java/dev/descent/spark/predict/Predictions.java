package dev.descent.spark.predict;

import dev.descent.model.Model;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.SkipAtMost;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table with what a model predicts for each of its rows.
 *
 * @param table the columns of the input, then {@code prediction} (the number that a regression
 *     predicts, or the label of a class: text, or long where all labels are whole, or double) and
 *     {@code probability}, that of the positive one of two classes, or {@code probabilities}, an
 *     array with those of several classes in their order
 * @param rows how many
 * @param skipped rows of the input that are left out
 */
public record Predictions(Dataset<Row> table, long rows, BadRows skipped) {

  /** The same of a table of which every bad row is refused; {@code where} is its name. */
  public static Predictions of(Model model, String where, Dataset<Row> input, double threshold) {
    Columns none = new Columns(List.of(), Optional.empty(), Optional.empty(), List.of());
    return of(model, new Table(where, input, none, new Split.All(Side.TEST)), threshold);
  }

  /**
   * Checks every row in one pass; the predictions themselves are made when {@code table} is used.
   *
   * @param input with a column for every feature of the model; a label is not needed
   * @param threshold rows with a probability >= it are predicted positive, for two classes
   * @throws DataException if a feature is missing, a name is taken, there is no row, or rows cannot
   *     be used. If the table changes after the check, the job that uses it fails with one as a
   *     cause, see {@link DataException#in}
   */
  public static Predictions of(Model model, Table input, double threshold) {
    Answer answer = Answer.of(model, threshold);
    String where = input.where();
    requireFree(where, input.rows().schema(), answer.fields());
    Table table = input.withFeatures(model.encoding().columns());
    Scorer scorer =
        new Scorer(where, model, table.reader(LabelReader.number(), model.encoding().expansion()));
    Checked checked = table.pass(() -> Checked.of(table.internalRows(), scorer));
    table.skip().require(where, checked.bad());
    if (checked.rows() == 0) {
      throw new DataException(where + ": there is no row; check the path and the file");
    }
    Dataset<Row> predicted = predicted(table, scorer, answer, checked.bad().rows());
    return new Predictions(predicted, checked.rows(), checked.bad());
  }

  private static Dataset<Row> predicted(Table table, Scorer scorer, Answer answer, long skipped) {
    JavaRDD<InternalRow> rows =
        table.internalRows().mapPartitions(source -> new Joined(scorer, source, answer, skipped));
    StructField[] fields =
        Stream.concat(Stream.of(table.rows().schema().fields()), answer.fields().stream())
            .toArray(StructField[]::new);
    SparkSession spark = (SparkSession) table.rows().sparkSession();
    return spark
        .internalCreateDataFrame(rows.rdd(), new StructType(fields), false)
        .drop(TableReader.MALFORMED, TableReader.REASON);
  }

  private static void requireFree(String where, StructType schema, List<StructField> added) {
    List<String> taken =
        Stream.of(schema.fieldNames())
            .filter(name -> added.stream().anyMatch(field -> field.name().equalsIgnoreCase(name)))
            .toList();
    if (taken.size() == 1) {
      throw new DataException(
          where
              + ": the table already has a column "
              + taken.get(0)
              + ", the name of what predicting adds; rename or drop it");
    }
    if (!taken.isEmpty()) {
      throw new DataException(
          where
              + ": the table already has columns "
              + String.join(", ", taken)
              + ", the names of what predicting adds; rename or drop them");
    }
  }

  /**
   * The rows of one task that have an answer, each beside it; ends with an error where more have
   * none than were found before.
   */
  private static final class Joined implements Iterator<InternalRow> {
    private final String where;
    private final Scores scores;
    private final Answer answer;
    private final long skipped;
    private final JoinedRow joined = new JoinedRow();
    private boolean ready;

    Joined(Scorer scorer, Iterator<InternalRow> rows, Answer answer, long skipped) {
      this.where = scorer.where();
      this.scores = scorer.score(rows);
      this.answer = answer;
      this.skipped = skipped;
    }

    @Override
    public boolean hasNext() {
      if (!ready) {
        ready = scores.next();
        if (scores.bad().rows() > skipped) {
          SkipAtMost.NONE.require(where + ", changed since it was checked", scores.bad());
        }
      }
      return ready;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all rows are predicted");
      }
      ready = false;
      return joined.apply(scores.row(), answer.of(scores.scores()));
    }
  }
}
