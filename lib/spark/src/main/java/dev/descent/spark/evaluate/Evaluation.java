package dev.descent.spark.evaluate;

import static java.util.stream.Collectors.counting;

import dev.descent.metric.Replicates;
import dev.descent.model.Model;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The metrics of a model, or of predictions, on every side that has rows.
 *
 * @param sides in the order train, validation, test; a side without rows is not there
 * @param slices of each side by the values of columns, the worst first; empty where none are asked
 * @param replicates of the metrics of each side, where a bootstrap is asked
 * @param skipped bad rows that are left out, by the name of each table that leaves them out
 */
public record Evaluation(
    Map<Side, Measurement> sides,
    Map<Side, List<Slice>> slices,
    Map<Side, Replicates> replicates,
    Map<String, BadRows> skipped) {
  /** Of no rows. */
  static final Evaluation NONE = new Evaluation(Map.of(), Map.of(), Map.of(), Map.of());

  public Evaluation {
    sides = Collections.unmodifiableMap(new TreeMap<>(sides));
    slices = Collections.unmodifiableMap(new TreeMap<>(slices));
    replicates = Collections.unmodifiableMap(new TreeMap<>(replicates));
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
  }

  /** Of all parts that were measured. */
  static Evaluation of(Map<Part, Measurement> parts, Map<Side, Replicates> replicates) {
    Map<Side, Measurement> sides = new TreeMap<>();
    Map<Side, List<Slice>> slices = new TreeMap<>();
    parts.forEach(
        (part, found) -> {
          if (part.isWhole()) {
            sides.put(part.side(), found);
          } else {
            slices
                .computeIfAbsent(part.side(), side -> new ArrayList<>())
                .add(Slice.of(part, found));
          }
        });
    slices.values().forEach(each -> each.sort(Slice.WORST_FIRST));
    return new Evaluation(sides, slices, replicates, Map.of());
  }

  /** The same where {@code bad} rows were left out. */
  Evaluation without(Map<String, BadRows> bad) {
    return new Evaluation(sides, slices, replicates, bad);
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
    try (ModelScores scores = ModelScores.of(model, tables)) {
      return of(scores, tables, settings);
    }
  }

  static Evaluation of(Subject subject, List<Table> tables, Settings settings) {
    List<Table> ready = tables.stream().map(table -> prepared(table, subject)).toList();
    Evaluation found =
        subject.classes().isPresent()
            ? new ClassEvaluation(subject, settings).of(ready)
            : new RegressionEvaluation(subject, settings).of(ready);
    if (found.sides.isEmpty()) {
      List<String> where = ready.stream().map(Table::where).toList();
      throw new DataException(
          String.join(", ", where) + ": there is no row; check the path and the file");
    }
    return found;
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

  /** Refuses a column of the slices that has too many values. */
  static void requireFew(Set<Part> parts) {
    Map<String, Long> counts =
        parts.stream()
            .filter(part -> !part.isWhole())
            .map(part -> List.of(part.column(), part.value()))
            .distinct()
            .collect(Collectors.groupingBy(pair -> pair.get(0), TreeMap::new, counting()));
    counts.forEach(
        (column, count) -> {
          if (count > Slices.MOST) {
            throw new DataException(
                "evaluation.slices: column "
                    + column
                    + " has more than "
                    + Slices.MOST
                    + " values; leave it out, or group them");
          }
        });
  }

  /**
   * The bad rows of the tables that leave them out; {@code bad} is in the order of the tables.
   *
   * @throws DataException if any table has more than it may leave out
   */
  static Map<String, BadRows> skipped(List<Table> tables, List<BadRows> bad) {
    List<String> lines = new ArrayList<>();
    Map<String, BadRows> skipped = new LinkedHashMap<>();
    for (int t = 0; t < tables.size(); t++) {
      Table table = tables.get(t);
      lines.addAll(table.skip().refusal(table.where(), bad.get(t)));
      if (table.skip().skips()) {
        skipped.put(table.where(), bad.get(t));
      }
    }
    if (!lines.isEmpty()) {
      throw new DataException(lines);
    }
    return skipped;
  }
}
