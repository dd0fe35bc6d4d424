package dev.descent.spark.predict;

import dev.descent.model.Model;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.SkipAtMost;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.rdd.Partitions;
import dev.descent.spark.ship.SameJvm;
import dev.descent.spark.ship.Shipped;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
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
  private static final String PROTOCOL = "spark.sql.sources.commitProtocolClass";

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
    Plan plan = Plan.of(model, input, threshold);
    Table table = plan.table;
    Checked checked = table.pass(() -> Checked.of(table.internalRows(), plan.scorer));
    checked.require(table);
    Scorer scorer = plan.scorer;
    Answer answer = plan.answer;
    long skipped = checked.bad().rows();
    return plan.predictions(
        Partitions.map(table.internalRows(), rows -> new Rechecked(scorer, rows, answer, skipped)),
        checked);
  }

  /**
   * Where they are written.
   *
   * @param format csv, which gets a header, json, orc or parquet
   */
  public record Target(String format, SaveMode mode, String path) {
    private DataFrameWriter<Row> writer(Predictions made, Plan plan) {
      DataFrameWriter<Row> writer = made.table.write().mode(mode);
      return format.equals("parquet")
          ? writer
              .format(ParquetByColumns.class.getName())
              .options(Dictionaries.options(plan.table, plan.answer.fields()))
          : writer.format(format).option("header", "true");
    }
  }

  /**
   * What was written.
   *
   * @param rows how many
   * @param skipped rows of the input that are left out
   */
  public record Written(long rows, BadRows skipped) {}

  /**
   * Writes them to files while every row is checked, in one pass: if a row cannot be used, nothing
   * is there afterwards but what was there before.
   *
   * <p>Two passes where the session commits files in a way of its own.
   *
   * @throws DataException as {@link #of(Model, Table, double)}, or another failure that has one as
   *     a cause
   */
  public static Written write(Model model, Table input, double threshold, Target target) {
    RuntimeConfig settings = input.rows().sparkSession().conf();
    Plan plan = Plan.of(model, input, threshold);
    if (!settings.get(PROTOCOL).equals(SQLHadoopMapReduceCommitProtocol.class.getName())) {
      Predictions checked = of(model, input, threshold);
      target.writer(checked, plan).save(target.path);
      return new Written(checked.rows, checked.skipped);
    }
    Table table = plan.table;
    SparkContext context = table.rows().sparkSession().sparkContext();
    CheckedTotal total = new CheckedTotal();
    context.register(total);
    Answer answer = plan.answer;
    Runnable check = () -> total.value().require(table);
    UUID name = SameJvm.put(check);
    try (Shipped<Scorer> scorer = plan.scorer.shipped(context)) {
      Predictions made =
          plan.predictions(
              Partitions.map(
                  table.internalRows(), rows -> new Counted(scorer.value(), rows, answer, total)),
              new Checked());
      settings.set(PROTOCOL, CheckedCommit.class.getName());
      table.pass(
          () -> {
            target
                .writer(made, plan)
                .option(CheckedCommit.CHECK, name.toString())
                .save(target.path);
            return target;
          });
      return new Written(total.value().rows(), total.value().bad());
    } finally {
      settings.unset(PROTOCOL);
      SameJvm.remove(name);
    }
  }

  /**
   * What is to be done.
   *
   * @param table with the features of the model
   */
  private record Plan(Table table, Scorer scorer, Answer answer) {
    static Plan of(Model model, Table input, double threshold) {
      Answer answer = Answer.of(model, threshold);
      requireFree(input.where(), input.rows().schema(), answer.fields());
      Table table = input.withFeatures(model.encoding().columns());
      RowReader reader = table.reader(LabelReader.number(), model.encoding().expansion());
      return new Plan(table, new Scorer(input.where(), model, reader), answer);
    }

    /**
     * The columns of {@code table} and those that are added. Never null is what the model needs, as
     * rows without it are refused: a writer of Parquet then has no levels to write.
     */
    private StructType schema() {
      Set<String> required = Set.copyOf(scorer.model().encoding().expansion().required());
      Stream<StructField> before =
          Stream.of(table.rows().schema().fields())
              .map(
                  field ->
                      required.contains(field.name())
                          ? new StructField(field.name(), field.dataType(), false, field.metadata())
                          : field);
      return new StructType(
          Stream.concat(before, answer.fields().stream()).toArray(StructField[]::new));
    }

    Predictions predictions(JavaRDD<InternalRow> rows, Checked checked) {
      SparkSession spark = (SparkSession) table.rows().sparkSession();
      Dataset<Row> predicted =
          spark
              .internalCreateDataFrame(rows.rdd(), schema(), false)
              .drop(TableReader.MALFORMED, TableReader.REASON);
      return new Predictions(predicted, checked.rows(), checked.bad());
    }
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

  /** The rows of one task that have an answer, each beside it. */
  private abstract static class Joined implements Iterator<InternalRow> {
    private final Scores scores;
    private final Answer answer;
    private final JoinedRow joined = new JoinedRow();
    private boolean ready;
    private boolean ended;

    Joined(Scorer scorer, Iterator<InternalRow> rows, Answer answer) {
      this.scores = scorer.score(rows);
      this.answer = answer;
    }

    /** After the rows up to the next one with an answer, or up to the end. */
    abstract void passed(boolean isEnd, BadRows bad);

    @Override
    public boolean hasNext() {
      if (!ready && !ended) {
        ready = scores.next();
        ended = !ready;
        passed(ended, scores.bad());
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

  /** Ends with an error where more rows have no answer than were found before. */
  private static final class Rechecked extends Joined {
    private final String where;
    private final long skipped;

    Rechecked(Scorer scorer, Iterator<InternalRow> rows, Answer answer, long skipped) {
      super(scorer, rows, answer);
      this.where = scorer.where();
      this.skipped = skipped;
    }

    @Override
    void passed(boolean isEnd, BadRows bad) {
      if (bad.rows() > skipped) {
        SkipAtMost.NONE.require(where + ", changed since it was checked", bad);
      }
    }
  }

  /** Counts both kinds of rows. */
  private static final class Counted extends Joined {
    private final CheckedTotal total;
    private long rows;

    Counted(Scorer scorer, Iterator<InternalRow> rows, Answer answer, CheckedTotal total) {
      super(scorer, rows, answer);
      this.total = total;
    }

    @Override
    void passed(boolean isEnd, BadRows bad) {
      if (isEnd) {
        total.add(new Checked(rows, bad));
      } else {
        rows++;
      }
    }
  }
}
