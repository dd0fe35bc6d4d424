package dev.descent.spark.data;

import dev.descent.data.Classes;
import dev.descent.data.Numbers;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.spark.source.DataException;
import java.util.List;
import java.util.TreeMap;

/**
 * The labels of the training rows, before they are classes.
 *
 * @param column the label column
 * @param labels distinct, in canonical form
 * @param tooMany whether there are more of them than {@code labels} has
 */
public record SeenLabels(String column, List<String> labels, boolean tooMany) {
  private static final int SHOWN = 10;

  static SeenLabels of(String column, TableStatistics statistics) {
    return new SeenLabels(
        column,
        statistics.labels().keySet().stream().map(Classes::canonical).distinct().toList(),
        statistics.tooManyLabels());
  }

  /** The labels of all rows of {@code table}, in one pass; bad rows are left to the next one. */
  public static SeenLabels in(Table table, int depth) {
    Table labels =
        table.with(
            new Columns(List.of(), table.columns().label(), table.columns().weight(), List.of()));
    TableStatistics statistics =
        TableStatistics.of(
            labels, LabelReader.anyClass(), new Expansion(List.of(), 1, Polynomial.none()), depth);
    TreeMap<String, Long> all = new TreeMap<>(statistics.labels());
    all.putAll(statistics.otherLabels());
    return new SeenLabels(
        table.columns().label().orElseThrow(),
        all.keySet().stream().map(Classes::canonical).distinct().toList(),
        all.size() > Classes.MOST);
  }

  /** The column, for messages. */
  public String where() {
    return "data.label: column " + column;
  }

  /** The first labels, for messages. */
  public String shown() {
    return String.join(", ", labels.subList(0, Math.min(SHOWN, labels.size())));
  }

  /** Whether all of them are numbers. */
  public boolean areNumbers() {
    return labels.stream().noneMatch(label -> Double.isNaN(Numbers.parse(label)));
  }

  /** Checks that there are at least two labels, and few enough to be classes. */
  void requireSeveral(String wanted) {
    if (tooMany) {
      throw new DataException(
          where()
              + " has more than "
              + Classes.MOST
              + " distinct values, too many for classes; use model.type = linear");
    }
    if (labels.size() < 2) {
      throw new DataException(
          where()
              + " has the one value "
              + shown()
              + " in all training rows; the model needs "
              + wanted);
    }
  }
}
