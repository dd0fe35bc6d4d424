package dev.descent.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;

import dev.descent.data.Classes;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.SeenLabels;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.Target;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/**
 * A table that already has predictions: numbers, the probability of the positive class, or the
 * probabilities of several classes.
 *
 * <pre>{@code
 * Measurement.Binary found =
 *     ScoredTable.of(rows, "p", "clicked").binary("yes", MetricSettings.at(0.5));
 * }</pre>
 *
 * @param table its rows, label and weight; all rows are of one side
 * @param scores the column of the predictions; of several classes one each, or one array of all
 */
public record ScoredTable(Table table, List<String> scores) {
  private static final int DEPTH = 2;

  /** Copies the names; there is at least one. */
  public ScoredTable {
    scores = List.copyOf(scores);
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("scores must name at least one column");
    }
    if (table.columns().label().isEmpty()) {
      throw new IllegalArgumentException("a scored table needs a label");
    }
  }

  /** Predictions in one column, an array for several classes, beside the actual label. */
  public static ScoredTable of(Dataset<Row> rows, String score, String label) {
    Columns columns = new Columns(List.of(), Optional.of(label), Optional.empty(), List.of());
    return new ScoredTable(
        new Table("rows", rows, columns, new Split.All(Side.TEST)), List.of(score));
  }

  /** The same rows, each with the weight in {@code column}. */
  public ScoredTable weighted(String column) {
    Columns own = table.columns();
    return new ScoredTable(
        table.with(
            new Columns(own.features(), own.label(), Optional.of(column), own.key(), own.slices())),
        scores);
  }

  /** The same rows, also measured by the values of {@code columns}. */
  public ScoredTable sliced(String... columns) {
    return new ScoredTable(table.with(table.columns().withSlices(List.of(columns))), scores);
  }

  /** The metrics of predicted numbers. */
  public Measurement.Regression regression() {
    return (Measurement.Regression)
        measured(Optional.of(new Target.Numbers()), MetricSettings.at(0), DEPTH);
  }

  /** The metrics of probabilities that the label is {@code positive}. */
  public Measurement.Binary binary(String positive, MetricSettings metrics) {
    return (Measurement.Binary)
        measured(Optional.of(new Target.TwoClasses(Optional.of(positive))), metrics, DEPTH);
  }

  /** The metrics of the probabilities of {@code classes}, which stand in this order. */
  public Measurement.MultiClass multiClass(List<String> classes, MetricSettings metrics) {
    return (Measurement.MultiClass)
        measured(Optional.of(new Target.SeveralClasses(classes)), metrics, DEPTH);
  }

  /**
   * The metrics of the predictions.
   *
   * @param target what they predict; where it is empty the labels decide: two are classes, other
   *     numbers are numbers
   * @param depth of the trees that merge
   * @throws DataException if a column is missing, if rows cannot be used, if there is no row, or if
   *     the labels do not go with the predictions
   */
  public Measurement measured(Optional<Target> target, MetricSettings metrics, int depth) {
    return evaluated(target, metrics, depth).required(((Split.All) table.split()).side());
  }

  /** The same with the slices; all rows are of the side of the table. */
  public Evaluation evaluated(Optional<Target> target, MetricSettings metrics, int depth) {
    ScoredTable flat = flat();
    Target known = target.orElseGet(() -> flat.guess(depth));
    Optional<Classes> classes = flat.classes(known, depth);
    LabelReader labels = known.reader(classes);
    Evaluation.Settings settings = new Evaluation.Settings(labels, metrics, depth);
    return Evaluation.of(
        new ColumnScores(flat.scores, classes.orElse(null)), List.of(flat.table), settings);
  }

  /** What the predictions are, by the labels. */
  private Target guess(int depth) {
    if (scores.size() > 1) {
      return new Target.SeveralClasses(List.of());
    }
    SeenLabels seen = SeenLabels.in(table, depth);
    if (!seen.tooMany() && seen.labels().size() == 2) {
      return new Target.TwoClasses(Optional.empty());
    }
    if (seen.areNumbers()) {
      return new Target.Numbers();
    }
    throw new DataException(
        seen.where()
            + " has the labels "
            + seen.shown()
            + "; name the positive one in data.positive, or give one score column a class");
  }

  private Optional<Classes> classes(Target target, int depth) {
    if (target instanceof Target.TwoClasses two) {
      requireOneColumn();
      return Optional.of(
          two.positive()
              .map(positive -> Classes.against(positive, List.of()))
              .orElseGet(() -> twoOf(SeenLabels.in(table, depth))));
    }
    if (target instanceof Target.SeveralClasses several) {
      Classes classes =
          several.order().isEmpty()
              ? severalOf(SeenLabels.in(table, depth))
              : Classes.inOrder(several.order());
      if (classes.names().size() != scores.size()) {
        throw new DataException(
            "data.score has "
                + scores.size()
                + " columns for the classes "
                + String.join(", ", classes.names())
                + "; give one a class, and data.classes in the same order");
      }
      return Optional.of(classes);
    }
    requireOneColumn();
    return Optional.empty();
  }

  private void requireOneColumn() {
    if (scores.size() > 1) {
      throw new DataException(
          "data.score has " + scores.size() + " columns, but two classes and numbers have one");
    }
  }

  private static Classes twoOf(SeenLabels seen) {
    if (seen.tooMany() || seen.labels().size() != 2) {
      throw new DataException(
          seen.where()
              + " must have two labels where data.positive does not name one, but has "
              + seen.shown()
              + "; set data.positive");
    }
    return Classes.of(seen.labels());
  }

  private static Classes severalOf(SeenLabels seen) {
    if (seen.tooMany() || seen.labels().size() < 2) {
      throw new DataException(
          seen.where() + " has the labels " + seen.shown() + "; set data.classes");
    }
    return Classes.of(seen.labels());
  }

  /** One array of scores becomes a column for each element. */
  private ScoredTable flat() {
    Dataset<Row> rows = table.rows();
    String name = scores.get(0);
    boolean array =
        scores.size() == 1
            && List.of(rows.columns()).contains(name)
            && rows.schema().apply(name).dataType() instanceof ArrayType;
    if (!array) {
      return this;
    }
    int length = length(name);
    List<String> elements = new ArrayList<>();
    for (int k = 0; k < length; k++) {
      String element = name + "[" + k + "]";
      rows = rows.withColumn(element, col("`" + name + "`").getItem(k));
      elements.add(element);
    }
    return new ScoredTable(
        new Table(table.where(), rows.drop(name), table.columns(), table.split()), elements);
  }

  private int length(String name) {
    Row found =
        table
            .rows()
            .select(size(col("`" + name + "`")).as("n"))
            .where("n >= 0")
            .agg(min("n"), max("n"))
            .first();
    if (found.isNullAt(0) || found.getInt(0) != found.getInt(1)) {
      throw new DataException(
          table.where()
              + ": column "
              + name
              + (found.isNullAt(0)
                  ? " has no array"
                  : " has arrays of " + found.getInt(0) + " to " + found.getInt(1) + " elements")
              + "; every row needs one probability a class");
    }
    return found.getInt(0);
  }
}
