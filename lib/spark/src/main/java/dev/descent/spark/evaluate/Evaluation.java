package dev.descent.spark.evaluate;

import dev.descent.model.Model;
import dev.descent.spark.data.BadRows;
import dev.descent.spark.data.DataException;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metrics of a model on every side that has rows.
 *
 * @param sides in the order train, validation, test; a side without rows is not there
 */
public record Evaluation(Map<Side, Measurement> sides) {

  public Evaluation {
    sides = Collections.unmodifiableMap(new TreeMap<>(sides));
  }

  /**
   * How to evaluate.
   *
   * @param labels how the labels of the model are read
   * @param metrics which ones
   * @param depth of the trees that merge
   */
  public record Settings(LabelReader labels, MetricSettings metrics, int depth) {
    public Settings {
      if (depth < 1) {
        throw new IllegalArgumentException("depth must be >= 1, but was " + depth);
      }
    }
  }

  /**
   * Scores every row of {@code tables}, reading each table once; their features are set to the
   * model's, and sides that several tables have are taken together.
   *
   * @throws DataException if a table has no label or lacks a feature, if rows cannot be used, or if
   *     there is no row
   */
  public static Evaluation of(Model model, List<Table> tables, Settings settings) {
    return of(new ModelScores(model), tables, settings);
  }

  static Evaluation of(Subject subject, List<Table> tables, Settings settings) {
    List<Table> ready = tables.stream().map(table -> prepared(table, subject)).toList();
    Map<Side, Measurement> sides =
        subject.classes().isPresent()
            ? new ClassEvaluation(subject, settings).sides(ready)
            : new RegressionEvaluation(subject, settings).sides(ready);
    if (sides.isEmpty()) {
      List<String> where = ready.stream().map(Table::where).toList();
      throw new DataException(
          String.join(", ", where) + ": there is no row; check the path and the file");
    }
    return new Evaluation(sides);
  }

  /**
   * The metrics of a side that the job asks for.
   *
   * @throws DataException if it has no rows
   */
  public Measurement required(Side side) {
    Measurement found = sides.get(side);
    if (found == null) {
      String name = side.name().toLowerCase(Locale.ROOT);
      throw new DataException(
          "use.data = " + name + ": there is no " + name + " row; " + advice(side));
    }
    return found;
  }

  private static String advice(Side side) {
    return switch (side) {
      case TRAIN -> "check data.train and data.split";
      case VALIDATION -> "give data.split.validation";
      case TEST -> "give data.split.test or data.test";
    };
  }

  private static Table prepared(Table table, Subject subject) {
    if (table.columns().label().isEmpty()) {
      throw new DataException(table.where() + ": evaluating needs the label; give data.label");
    }
    return subject.columns(table);
  }

  /** Refuses bad rows, all of them together; {@code bad} is in the order of the tables. */
  static void requireNone(List<Table> tables, List<BadRows> bad) {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      String where = tables.get(t).where();
      bad.get(t).lines().forEach(line -> lines.add(where + ": " + line));
    }
    if (!lines.isEmpty()) {
      throw new DataException(lines);
    }
  }
}
