package dev.descent.spark.data;

import dev.descent.data.Classes;
import java.util.List;

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

  /** The column, for messages. */
  String where() {
    return "data.label: column " + column;
  }

  /** The first labels, for messages. */
  String shown() {
    return String.join(", ", labels.subList(0, Math.min(SHOWN, labels.size())));
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
