package dev.descent.spark.evaluate;

import dev.descent.data.Classes;
import dev.descent.spark.data.RowScan;
import dev.descent.spark.data.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Predictions that a table already has: of numbers, or the probabilities of classes.
 *
 * @param columns one; of more than two classes one each, in their order
 * @param known the classes of a classification; null for numbers
 */
record ColumnScores(List<String> columns, @Nullable Classes known) implements Subject {
  private static final double SUM_TOLERANCE = 1e-6;

  @Override
  public Optional<Classes> classes() {
    return Optional.ofNullable(known);
  }

  @Override
  public int outputs() {
    return columns.size();
  }

  @Override
  public Link link() {
    return new Link.Given(columns.size());
  }

  @Override
  public Table columns(Table table) {
    return table.with(table.columns().withFeatures(columns));
  }

  @Override
  public String advice() {
    return "; clean it, or drop its rows";
  }

  @Override
  public RowScorer scorer() {
    return this::score;
  }

  private boolean score(RowScan scan, double[] into) {
    System.arraycopy(scan.raw(), 0, into, 0, into.length);
    if (known == null) {
      boolean finite = Double.isFinite(scan.label() - into[0]);
      if (!finite) {
        scan.refuse(
            "label - " + columns.get(0) + " is not finite; look for values that are far too large");
      }
      return finite;
    }
    double sum = 0;
    for (int k = 0; k < into.length; k++) {
      if (!(into[k] >= 0 && into[k] <= 1)) {
        scan.refuse(
            "column " + columns.get(k) + " must be a probability in [0, 1]; give probabilities");
        return false;
      }
      sum += into[k];
    }
    boolean one = into.length == 1 || Math.abs(sum - 1) <= SUM_TOLERANCE;
    if (!one) {
      scan.refuse(
          "the probabilities of " + String.join(", ", columns) + " must sum to 1; scale them");
    }
    return one;
  }
}
