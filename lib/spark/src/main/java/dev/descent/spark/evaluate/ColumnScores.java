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
  public RowScorer scorer(RowScan rows) {
    return this::score;
  }

  private boolean score(RowScan scan, double[] into) {
    double[] raw = scan.raw();
    double sum = 0;
    boolean probabilities = true;
    for (int k = 0; k < into.length; k++) {
      into[k] = raw[k];
      probabilities &= raw[k] >= 0 && raw[k] <= 1;
      sum += raw[k];
    }
    if (known == null) {
      return finite(scan, into[0]);
    }
    if (!probabilities) {
      scan.refuse(
          "column " + notProbability(raw) + " must be a probability in [0, 1]; give probabilities");
      return false;
    }
    boolean one = into.length == 1 || Math.abs(sum - 1) <= SUM_TOLERANCE;
    if (!one) {
      scan.refuse(
          "the probabilities of " + String.join(", ", columns) + " must sum to 1; scale them");
    }
    return one;
  }

  private boolean finite(RowScan scan, double predicted) {
    boolean finite = Double.isFinite(scan.label() - predicted);
    if (!finite) {
      scan.refuse(
          "label - " + columns.get(0) + " is not finite; look for values that are far too large");
    }
    return finite;
  }

  private String notProbability(double[] raw) {
    int k = 0;
    while (raw[k] >= 0 && raw[k] <= 1) {
      k++;
    }
    return columns.get(k);
  }
}
