package dev.descent.spark.data;

import dev.descent.data.TextOrder;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import dev.descent.encode.Numeric;
import dev.descent.encode.Polynomial;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides from the training rows which columns are categories, and what fills missing numbers. */
final class FittedColumns {
  private static final String CATEGORICAL = "features.categorical";

  private final Table table;
  private final FeatureRules rules;
  private final TrainingRows rows;

  private FittedColumns(FeatureRules rules, TrainingRows rows) {
    this.table = rows.table();
    this.rules = rules;
    this.rows = rows;
  }

  private static FittedColumns of(FeatureRules rules, Table table, LabelReader labels, int depth) {
    ReadColumns read =
        new ReadColumns(table, listed(table, rules), hashed(table, rules), rules.missing().fill());
    return new FittedColumns(rules, new TrainingRows(table, labels, read, Optional.empty(), depth));
  }

  /** The features that are hashed. */
  static List<String> hashed(Table table, FeatureRules rules) {
    return table.features(
        FeatureChoice.HASHED, rules.hashing().map(FeatureRules.Hashing::columns).orElse(List.of()));
  }

  /** The features that are categories whatever they hold. */
  static List<String> listed(Table table, FeatureRules rules) {
    List<String> wanted = rules.categories().columns();
    List<String> hashed = hashed(table, rules);
    wanted.forEach(name -> FeatureChoice.requireNotHashed(CATEGORICAL, name, hashed));
    return table.features(CATEGORICAL, wanted);
  }

  /**
   * What was fitted.
   *
   * @param expansion of the columns
   * @param statistics of the features that it makes
   */
  record Fitted(Expansion expansion, TableStatistics statistics) {}

  /**
   * Fits the columns of {@code table} and takes its statistics.
   *
   * <p>One pass where all columns hold numbers; as soon as one holds text, or where the rules ask
   * for more, a pass to look at all columns goes before it, and four for medians. Where rows are
   * then skipped all of these are taken again without them, so that they leave no trace.
   *
   * @throws DataException if columns cannot be features
   */
  static Fitted of(Table table, LabelReader labels, FeatureRules rules, int depth) {
    if (table.vector().isPresent()) {
      return FittedVector.of(table, labels, rules, depth);
    }
    FittedColumns fitted = of(rules, table, labels, depth);
    List<Column> numbers = fitted.numbers();
    if (!rules.needCensus() && fitted.mayBeNumbers(numbers)) {
      Expansion plain = rules.expansion(numbers);
      TableStatistics found = TableStatistics.ofExpected(table, labels, plain, depth);
      if (!found.metMisfit()) {
        return new Fitted(plain, found);
      }
    }
    Expansion expansion = rules.expansion(fitted.columns());
    TableStatistics found = TableStatistics.of(table, labels, expansion, depth);
    if (table.skip().skips() && found.bad().rows() > 0) {
      expansion =
          rules.expansion(new FittedColumns(rules, fitted.rows.usable(expansion)).columns());
      found = TableStatistics.of(table, labels, expansion, depth);
    }
    return new Fitted(expansion, found);
  }

  /** Products of columns that may yet turn out to be text do not count. */
  private boolean mayBeNumbers(List<Column> columns) {
    int numbers = (int) columns.stream().filter(Numeric.class::isInstance).count();
    return !rows.read().kinds().contains(ColumnCensus.Kind.TEXTS)
        || rules.polynomial().features(numbers) <= Polynomial.MAX_FEATURES;
  }

  /** All columns, of which those that are not hashed are numbers. */
  private List<Column> numbers() {
    List<String> names = table.columns().features();
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      columns.add(isHashed(j) ? hashed(names.get(j)) : Numeric.of(names.get(j)));
    }
    return columns;
  }

  private boolean isHashed(int j) {
    return rows.read().kinds().get(j) == ColumnCensus.Kind.HASHED;
  }

  private Column hashed(String name) {
    boolean fails = rules.missing().fill() == FeatureRules.Fill.FAIL;
    return new Hashed(
        name,
        rules.hashing().orElseThrow().size(),
        fails ? Hashed.Missing.REFUSED : Hashed.Missing.VALUE);
  }

  private List<Column> columns() {
    List<String> names = table.columns().features();
    List<ColumnCensus> found = rows.sum(Census::new).columns();
    if (found.isEmpty()) {
      return numbers();
    }
    requireSound(names, found);
    Map<Integer, Double> medians = medians(found);
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      ColumnCensus column = found.get(j);
      if (isHashed(j)) {
        columns.add(hashed(names.get(j)));
      } else if (column.isCategorical()) {
        columns.add(categorical(names.get(j), column));
      } else {
        columns.add(numeric(names.get(j), column, medians.getOrDefault(j, 0.0)));
      }
    }
    return columns;
  }

  private void requireSound(List<String> names, List<ColumnCensus> found) {
    List<String> lines = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      ColumnCensus column = found.get(j);
      String at = table.where() + ": column " + names.get(j);
      if (column.isCategorical() && column.hasTooMany()) {
        lines.add(
            at
                + " has more than "
                + Categorical.MOST
                + " distinct values, or very long ones, too many for categories; leave it out"
                + " (features.exclude) or hash it (features.hashed)");
      } else if (!isHashed(j) && column.present() == 0 && isLookedAt(column)) {
        lines.add(at + " is missing in every training row; leave it out (features.exclude)");
      }
    }
    if (!lines.isEmpty()) {
      throw new DataException(lines);
    }
  }

  /** Numbers that may not be missing are left to the rows' own errors. */
  private boolean isLookedAt(ColumnCensus column) {
    return column.isCategorical() || rules.missing().fill() != FeatureRules.Fill.FAIL;
  }

  private Map<Integer, Double> medians(List<ColumnCensus> found) {
    TreeSet<Integer> columns = new TreeSet<>();
    for (int j = 0; j < found.size(); j++) {
      if (found.get(j).hasNumbers() && rules.missing().fill() == FeatureRules.Fill.MEDIAN) {
        columns.add(j);
      }
    }
    return columns.isEmpty() ? new TreeMap<>() : Medians.of(rows, columns);
  }

  private Column categorical(String name, ColumnCensus found) {
    FeatureRules.Categories asked = rules.categories();
    Map<String, Long> counts = found.rows();
    List<String> kept =
        counts.entrySet().stream()
            .filter(value -> value.getValue() >= asked.rareBelow())
            .map(Map.Entry::getKey)
            .toList();
    boolean fails = rules.missing().fill() == FeatureRules.Fill.FAIL;
    TreeSet<Categorical.Rule> extra = new TreeSet<>();
    if (kept.size() < counts.size()) {
      extra.add(Categorical.Rule.OTHER);
    }
    if (fails) {
      extra.add(Categorical.Rule.MISSING_REFUSED);
    } else if (found.missing() > 0) {
      extra.add(Categorical.Rule.MISSING);
    }
    if (asked.unseen() == FeatureRules.Unseen.FAIL) {
      extra.add(Categorical.Rule.UNSEEN_REFUSED);
    }
    Categorical all = new Categorical(name, TextOrder.sorted(kept), extra);
    return asked.levels() == FeatureRules.Levels.ALL_BUT_THE_FIRST && all.size() > 1
        ? all.with(Categorical.Rule.FIRST_LEFT_OUT)
        : all;
  }

  private Column numeric(String name, ColumnCensus found, double median) {
    FeatureRules.Missing missing = rules.missing();
    Numeric column =
        switch (missing.fill()) {
          case FAIL -> Numeric.of(name);
          case MEAN -> Numeric.filled(name, found.mean());
          case MEDIAN -> Numeric.filled(name, median);
          case ZERO -> Numeric.filled(name, 0);
        };
    return missing.indicator() == FeatureRules.Indicator.WHERE_MISSING && found.missing() > 0
        ? column.withIndicator()
        : column;
  }
}
