package dev.descent.spark.data;

import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import dev.descent.encode.Numeric;
import dev.descent.encode.Polynomial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows of a table whose sides are not known yet, for shares of those that can be used.
 *
 * <p>Which columns are of categories is asked of all rows here, and of the training rows alone once
 * these are known; neither their categories nor what fills a missing number matters before.
 */
public final class UnsplitRows {
  private UnsplitRows() {}

  /**
   * Of a table all of whose rows are on one side; one pass where a column holds text.
   *
   * @param labels how its labels are read
   * @param rules by which its columns will be features
   * @param depth of the trees that merge
   * @throws dev.descent.spark.source.DataException if a column that the rules name is no feature
   */
  public static RowReader reader(Table table, LabelReader labels, FeatureRules rules, int depth) {
    if (table.vector().isPresent()) {
      return table.reader(labels);
    }
    List<Column> columns = columns(table, labels, rules, depth);
    return table.reader(labels, Expansion.of(columns, 1, Polynomial.none()));
  }

  private static List<Column> columns(
      Table table, LabelReader labels, FeatureRules rules, int depth) {
    List<String> anything = new ArrayList<>(FittedColumns.hashed(table, rules));
    anything.addAll(FittedColumns.listed(table, rules));
    ReadColumns read = new ReadColumns(table, List.of(), anything, FeatureRules.Fill.FAIL);
    List<ColumnCensus> found =
        read.kinds().contains(ColumnCensus.Kind.TEXTS)
            ? new TrainingRows(table, labels, read, Optional.empty(), depth)
                .sum(Census::new)
                .columns()
            : List.of();
    boolean fails = rules.missing().fill() == FeatureRules.Fill.FAIL;
    Hashed.Missing missing = fails ? Hashed.Missing.REFUSED : Hashed.Missing.VALUE;
    List<Column> columns = new ArrayList<>();
    List<Column> last = new ArrayList<>();
    List<String> names = table.columns().features();
    for (int j = 0; j < names.size(); j++) {
      String name = names.get(j);
      if (anything.contains(name) || (!found.isEmpty() && found.get(j).isCategorical())) {
        last.add(new Hashed(name, Hashed.LEAST, missing));
      } else {
        columns.add(fails ? Numeric.of(name) : Numeric.filled(name, 0));
      }
    }
    columns.addAll(last);
    return columns;
  }
}
