package dev.descent.spark.data;

import dev.descent.metric.RadixHistogram;
import dev.descent.metric.RadixSelect;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;

/** One pass of the selection of the weighted medians of columns, of the rows that have a number. */
final class Medians implements RowSum<Medians> {
  private static final long serialVersionUID = 1L;

  /** By the index of the column. */
  private final TreeMap<Integer, RadixHistogram> histograms = new TreeMap<>();

  private Medians(Map<Integer, RadixSelect> selections) {
    selections.forEach((column, selection) -> histograms.put(column, selection.histogram()));
  }

  /** The median of each of {@code columns}, which must have a number. */
  static Map<Integer, Double> of(TrainingRows rows, Set<Integer> columns) {
    Map<Integer, RadixSelect> selections = new TreeMap<>();
    columns.forEach(column -> selections.put(column, RadixSelect.median()));
    for (int pass = 0; pass < RadixSelect.PASSES && !columns.isEmpty(); pass++) {
      Medians all = rows.sum(() -> new Medians(selections));
      all.histograms.forEach(
          (column, histogram) ->
              selections.computeIfPresent(column, (same, selection) -> selection.next(histogram)));
    }
    Map<Integer, Double> medians = new TreeMap<>();
    selections.forEach((column, selection) -> medians.put(column, selection.value()));
    return medians;
  }

  @Override
  public void add(InternalRow row, double weight, ReadColumns read) {
    histograms.forEach(
        (j, histogram) -> {
          boolean missing = read.type(j).isMissing(row, read.ordinal(j));
          double number = missing ? Double.NaN : read.type(j).number(row, read.ordinal(j));
          if (Math.abs(number) <= Double.MAX_VALUE) {
            histogram.add(number, weight);
          }
        });
  }

  @Override
  public Medians merge(Medians that) {
    that.histograms.forEach(
        (column, other) -> histograms.merge(column, other, RadixHistogram::merge));
    return this;
  }
}
