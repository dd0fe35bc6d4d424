package dev.descent.spark.data;

import dev.descent.data.Classes;
import dev.descent.encode.Expansion;
import dev.descent.math.Moments;
import dev.descent.math.SplitMix;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What one pass over a table finds out: rows on each side, moments of the training features, labels
 * of the training rows, bad rows, and the fingerprint of the data. Mergeable, and the same for any
 * order of the rows.
 */
public final class TableStatistics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Side, Long> rows = new TreeMap<>();
  private final TreeMap<String, Long> labels = new TreeMap<>();

  /** Of rows that are not for training. */
  private final TreeMap<String, Long> otherLabels = new TreeMap<>();

  private final BadRows bad = new BadRows();
  private final Moments features;
  private long fingerprint;

  private TableStatistics(int columns) {
    features = new Moments(columns);
  }

  /**
   * Reads {@code table} once.
   *
   * @param labels how its labels are read
   * @param expansion of its feature columns, made before their moments are taken
   * @param depth of the tree that merges
   */
  public static TableStatistics of(
      Table table, LabelReader labels, Expansion expansion, int depth) {
    RowReader reader = table.reader(labels);
    int columns = expansion.features().size();
    return table.pass(
        () ->
            table
                .internalRows()
                .mapPartitions(
                    rows -> new TableStatistics(columns).add(rows, reader, expansion).single())
                .treeAggregate(
                    new TableStatistics(columns),
                    TableStatistics::merge,
                    TableStatistics::merge,
                    depth));
  }

  private TableStatistics add(Iterator<InternalRow> source, RowReader reader, Expansion expansion) {
    RowReader.Values values = new RowReader.Values(expansion);
    while (source.hasNext()) {
      InternalRow row = source.next();
      bad.read();
      if (!reader.readSide(row, values) || !reader.readValues(row, values)) {
        reader.explain(row, bad, RowReader.BEFORE_TRAINING);
      } else if (!expansion.apply(values.raw, values.features)) {
        bad.add(notFinite(expansion, values.features), reader.raw(row));
      } else {
        add(values);
      }
    }
    return this;
  }

  private static String notFinite(Expansion expansion, double[] features) {
    String name = expansion.notFinite(features).orElseThrow();
    if (expansion.columns().contains(name)) {
      return "feature " + name + " is not finite; raise features.divide-by";
    }
    return "feature "
        + name
        + " is not finite; lower features.polynomial.degree or "
        + (expansion.divideBy() == 1 ? "set" : "raise")
        + " features.divide-by";
  }

  /** A row of weight 0 is checked like any other and then counts as absent. */
  private void add(RowReader.Values values) {
    if (values.weight == 0) {
      return;
    }
    rows.merge(values.side, 1L, Long::sum);
    fingerprint += SplitMix.mix(values.hash);
    if (values.side == Side.TRAIN) {
      features.add(values.features, values.weight);
    }
    TreeMap<String, Long> seen = values.side == Side.TRAIN ? labels : otherLabels;
    if (seen.size() <= Classes.MOST) {
      seen.merge(values.labelText, 1L, Long::sum);
    }
  }

  private Iterator<TableStatistics> single() {
    return List.of(this).iterator();
  }

  private TableStatistics merge(TableStatistics that) {
    that.rows.forEach((side, count) -> rows.merge(side, count, Long::sum));
    that.labels.forEach((label, count) -> labels.merge(label, count, Long::sum));
    that.otherLabels.forEach((label, count) -> otherLabels.merge(label, count, Long::sum));
    bad.merge(that.bad);
    features.merge(that.features);
    fingerprint += that.fingerprint;
    return this;
  }

  /** Good rows on a side. */
  public long rows(Side side) {
    return rows.getOrDefault(side, 0L);
  }

  /** Moments of the expanded features of the training rows. */
  public Moments features() {
    return features;
  }

  /** Rows that cannot be used. */
  public BadRows bad() {
    return bad;
  }

  /** How many training rows have each label. */
  public Map<String, Long> labels() {
    return labels;
  }

  /** How many other rows have each label, of the first {@value Classes#MOST} labels. */
  public Map<String, Long> otherLabels() {
    return otherLabels;
  }

  /** Whether the label has too many distinct values to be a class. */
  public boolean tooManyLabels() {
    return labels.size() > Classes.MOST;
  }

  /** The sum of the hashes of all good rows: equal for equal data in any order. */
  public long fingerprint() {
    return fingerprint;
  }
}
