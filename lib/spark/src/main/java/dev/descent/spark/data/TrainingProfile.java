package dev.descent.spark.data;

import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Numeric;
import dev.descent.spark.rdd.PartitionSum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * How the training rows of a table are spread in every column of numbers or categories, each row
 * counted once whatever its weight. The same for any order of the rows.
 *
 * <p>The edges of the bins are deciles of a sample, the counts are those of all rows. Hashed
 * columns and vectors have no profile.
 */
public final class TrainingProfile {
  private static final int BINS = 10;

  private final Table table;
  private final RowReader reader;
  private final Expansion expansion;
  private final int depth;

  /**
   * Of a table.
   *
   * @param labels how its labels are read
   * @param expansion of its columns, by which categories have codes
   * @param depth of the trees that merge
   */
  public TrainingProfile(Table table, LabelReader labels, Expansion expansion, int depth) {
    this.table = table.withFeatures(expansion.columns());
    this.reader = this.table.reader(labels, expansion);
    this.expansion = expansion;
    this.depth = depth;
  }

  /** The profile, in bins that fit these rows: two passes. */
  public List<ColumnProfile> fitted() {
    return counted(bins());
  }

  /**
   * The profile in the bins of another one, of the same expansion: one pass.
   *
   * @throws IllegalArgumentException if that has other columns
   */
  public List<ColumnProfile> inBinsOf(List<ColumnProfile> other) {
    List<Bins> bins = new ArrayList<>();
    List<Bins> own = columns();
    if (other.size() != own.size()) {
      throw new IllegalArgumentException(
          "expected profiles of " + own.size() + " columns, but were " + other.size());
    }
    for (int i = 0; i < other.size(); i++) {
      ColumnProfile that = other.get(i);
      Bins mine = own.get(i);
      boolean same = that.column().equals(mine.column) && that.kind() == mine.kind;
      boolean asMany =
          that.kind() == ColumnProfile.Kind.NUMBERS || that.counts().size() == mine.size();
      if (!same || !asMany) {
        throw new IllegalArgumentException(
            "expected a profile of column " + mine.column + ", but was " + that.column());
      }
      bins.add(mine.with(that.edges().stream().mapToDouble(edge -> edge).toArray()));
    }
    return counted(bins);
  }

  /** The bins of one column, found at a place of a raw row. */
  private record Bins(
      String column, ColumnProfile.Kind kind, int place, double[] edges, int categories)
      implements Serializable {
    Bins with(double[] others) {
      return new Bins(column, kind, place, others, categories);
    }

    int size() {
      return kind == ColumnProfile.Kind.NUMBERS ? edges.length + 2 : categories + 1;
    }

    /** The bin of a raw value, the last one where it is missing or no category. */
    int bin(double value) {
      if (kind == ColumnProfile.Kind.CATEGORIES) {
        return value >= 0 ? (int) value : categories;
      }
      if (Double.isNaN(value)) {
        return edges.length + 1;
      }
      int at = Arrays.binarySearch(edges, value + 0.0);
      return at >= 0 ? at + 1 : -at - 1;
    }
  }

  /** The columns that have a profile; numbers without edges yet. */
  private List<Bins> columns() {
    List<Bins> bins = new ArrayList<>();
    List<Column> inputs = expansion.inputs();
    for (int j = 0; j < inputs.size(); j++) {
      Column column = inputs.get(j);
      if (column instanceof Numeric) {
        bins.add(new Bins(column.name(), ColumnProfile.Kind.NUMBERS, j, new double[0], 0));
      } else if (column instanceof Categorical categories) {
        int codes = codes(categories);
        bins.add(new Bins(column.name(), ColumnProfile.Kind.CATEGORIES, j, new double[0], codes));
      }
    }
    return bins;
  }

  private static int codes(Categorical column) {
    int extra =
        (column.rules().contains(Categorical.Rule.OTHER) ? 1 : 0)
            + (column.rules().contains(Categorical.Rule.MISSING) ? 1 : 0);
    return column.categories().size() + extra;
  }

  private List<Bins> bins() {
    List<Bins> columns = columns();
    int[] places =
        columns.stream()
            .filter(column -> column.kind == ColumnProfile.Kind.NUMBERS)
            .mapToInt(Bins::place)
            .toArray();
    if (places.length == 0) {
      return columns;
    }
    RowReader rows = reader;
    int most = HashSample.rowsFor(places.length);
    HashSample sample =
        table.pass(
            () ->
                new PartitionSum<InternalRow, HashSample>(
                        all -> new HashSample(most).add(rows.scan(all), places),
                        HashSample::merge,
                        new HashSample(most),
                        depth)
                    .over(table.internalRows()));
    List<Bins> bins = new ArrayList<>();
    int next = 0;
    for (Bins column : columns) {
      boolean numbers = column.kind == ColumnProfile.Kind.NUMBERS;
      bins.add(numbers ? column.with(sample.edges(next++, BINS)) : column);
    }
    return bins;
  }

  private List<ColumnProfile> counted(List<Bins> bins) {
    RowReader rows = reader;
    ArrayList<Bins> wire = new ArrayList<>(bins);
    long[][] counts =
        table.pass(
            () ->
                new PartitionSum<InternalRow, long[][]>(
                        all -> counts(rows.scan(all), wire),
                        TrainingProfile::plus,
                        new long[0][],
                        depth)
                    .over(table.internalRows()));
    long[][] all = plus(counts(bins), counts);
    return IntStream.range(0, bins.size())
        .mapToObj(
            i ->
                new ColumnProfile(
                    bins.get(i).column,
                    bins.get(i).kind,
                    Arrays.stream(bins.get(i).edges).boxed().toList(),
                    Arrays.stream(all[i]).boxed().toList()))
        .toList();
  }

  private static long[][] counts(List<Bins> bins) {
    return bins.stream().map(column -> new long[column.size()]).toArray(long[][]::new);
  }

  private static long[][] counts(RowScan scan, List<Bins> bins) {
    long[][] counts = counts(bins);
    while (scan.next()) {
      if (scan.side() == Side.TRAIN && scan.weight() > 0) {
        for (int i = 0; i < counts.length; i++) {
          Bins column = bins.get(i);
          counts[i][column.bin(scan.raw()[column.place])]++;
        }
      }
    }
    return counts;
  }

  private static long[][] plus(long[][] here, long[][] there) {
    if (here.length == 0 || there.length == 0) {
      return here.length == 0 ? there : here;
    }
    for (int i = 0; i < here.length; i++) {
      for (int b = 0; b < here[i].length; b++) {
        here[i][b] += there[i][b];
      }
    }
    return here;
  }
}
