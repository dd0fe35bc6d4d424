package dev.descent.spark.data;

import dev.descent.data.Classes;
import dev.descent.encode.Buckets;
import dev.descent.encode.Column;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.math.ColumnMoments;
import dev.descent.math.Moments;
import dev.descent.math.SparseMoments;
import dev.descent.math.SparseSummary;
import dev.descent.math.SplitMix;
import dev.descent.spark.rdd.PartitionSum;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

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

  /** In place of the former where most features may be 0, while rows are added. */
  private @Nullable SparseMoments sparse;

  /** What becomes of that when all rows are in. */
  private @Nullable SparseSummary summary;

  /** What the training rows meet of the hashed features. */
  private final Buckets hashed;

  /** Of the training rows. */
  private final MissingValues missing;

  private boolean metMisfit;
  private long fingerprint;

  /** What a value is that does not fit the columns: text instead of a number, a longer vector. */
  private enum Misfit {
    /** A bad row. */
    BAD,
    /** A reason to give up: the column has to be read in another way. */
    NEWS
  }

  /**
   * What a pass looks at.
   *
   * @param first feature of which sparse moments are taken
   * @param columns how many of them
   */
  private record Plan(Expansion expansion, Misfit misfit, int first, int columns)
      implements Serializable {
    static Plan of(Expansion expansion, Misfit misfit) {
      return new Plan(expansion, misfit, 0, expansion.features().size());
    }

    Plan of(int from, int atMost) {
      int left = expansion.features().size() - from;
      return new Plan(expansion, misfit, from, Math.min(left, atMost));
    }
  }

  /**
   * @param rows where the sparse features of rows go
   */
  private record Task(
      RowReader reader,
      Plan plan,
      RowValues values,
      SparseMoments.@Nullable Rows rows,
      Tally<Side> sides,
      Tally<String> labels,
      Tally<String> otherLabels) {

    void flush() {
      sides.flush();
      labels.flush();
      otherLabels.flush();
    }
  }

  private TableStatistics(Plan plan) {
    Expansion expansion = plan.expansion();
    boolean isSparse = form(expansion) == Encoding.Form.SPARSE;
    features = new Moments(isSparse ? 0 : plan.columns());
    sparse = isSparse ? new SparseMoments(plan.first(), plan.columns()) : null;
    hashed = Buckets.of(expansion);
    missing = MissingValues.of(expansion);
  }

  /** How the features of a row are written down while it is not known how many are 0. */
  static Encoding.Form form(Expansion expansion) {
    return expansion.isPlain() || expansion.polynomial().isPresent()
        ? Encoding.Form.DENSE
        : Encoding.Form.SPARSE;
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
    return of(table.reader(labels, expansion), table, Plan.of(expansion, Misfit.BAD), depth);
  }

  /** The same, which gives up as soon as a training row does not fit the columns. */
  static TableStatistics ofExpected(
      Table table, LabelReader labels, Expansion expansion, int depth) {
    return of(table.reader(labels, expansion), table, Plan.of(expansion, Misfit.NEWS), depth);
  }

  /** The same of rows whose features are looked at, but not what they add up to. */
  static TableStatistics withoutFeatures(Table table, LabelReader labels, int depth) {
    Expansion none = new Expansion(List.of(), 1, Polynomial.none());
    return of(table.reader(labels), table, Plan.of(none, Misfit.BAD), depth);
  }

  private static TableStatistics of(RowReader reader, Table table, Plan plan, int depth) {
    if (form(plan.expansion()) == Encoding.Form.DENSE) {
      return pass(reader, table, plan, depth);
    }
    int columns = plan.columns();
    return inRanges(reader, table, plan, SparseRoom.of(table).columnsAtOnce(columns), depth);
  }

  /**
   * The same in as many passes as there are ranges of {@code atOnce} columns, for what sums of
   * sparse columns take in memory.
   */
  static TableStatistics inRanges(
      Table table, LabelReader labels, Expansion expansion, int atOnce, int depth) {
    Plan plan = Plan.of(expansion, Misfit.BAD);
    return inRanges(table.reader(labels, expansion), table, plan, atOnce, depth);
  }

  private static TableStatistics inRanges(
      RowReader reader, Table table, Plan plan, int atOnce, int depth) {
    int columns = plan.columns();
    TableStatistics found = pass(reader, table, plan.of(0, atOnce), depth);
    SparseSummary summary = new SparseSummary(columns, Objects.requireNonNull(found.sparse));
    found.sparse = null;
    found.summary = summary;
    for (int from = atOnce; from < columns && !found.metMisfit; from += atOnce) {
      TableStatistics next = pass(reader, table, plan.of(from, atOnce), depth);
      if (next.fingerprint != found.fingerprint) {
        throw new DataException(table.where() + ": its rows have changed while they were read");
      }
      summary.put(Objects.requireNonNull(next.sparse));
    }
    return found;
  }

  private static TableStatistics pass(RowReader reader, Table table, Plan plan, int depth) {
    return table.pass(
        () ->
            new PartitionSum<InternalRow, TableStatistics>(
                    rows -> new TableStatistics(plan).add(rows, reader, plan),
                    TableStatistics::merge,
                    new TableStatistics(plan),
                    depth)
                .over(table.internalRows()));
  }

  private TableStatistics add(Iterator<InternalRow> source, RowReader reader, Plan plan) {
    RowValues values = new RowValues(plan.expansion(), form(plan.expansion()));
    Optional<NumberBlock> blocks = NumberBlock.of(source, reader, plan.expansion());
    try (SparseMoments.Rows entries = sparse == null ? null : sparse.new Rows()) {
      Task task =
          new Task(
              reader,
              plan,
              values,
              entries,
              new Tally<>(rows),
              new Tally<>(labels),
              new Tally<>(otherLabels));
      blocks.ifPresentOrElse(block -> add(block, task), () -> add(source, task));
      task.flush();
      return this;
    }
  }

  private void add(Iterator<InternalRow> source, Task task) {
    while (source.hasNext() && !metMisfit) {
      add(source.next(), task);
    }
  }

  private void add(InternalRow row, Task task) {
    RowValues values = task.values();
    bad.read();
    if (!task.reader().readSide(row, values)) {
      task.reader().explain(row, values, bad);
    } else if (!task.reader().readValues(row, values)) {
      metMisfit = task.plan().misfit() == Misfit.NEWS && isNews(row, values, task.reader());
      task.reader().explain(row, values, bad);
    } else {
      addGood(row, task);
    }
  }

  /** A row that is read but not expanded yet, which may overwrite what is read. */
  private void addGood(InternalRow row, Task task) {
    RowValues values = task.values();
    Expansion expansion = task.plan().expansion();
    if (values.side == Side.TRAIN && values.weight > 0) {
      missing.add(values.raw);
    }
    if (!values.expand(expansion)) {
      bad.add(notFinite(expansion, values), task.reader().raw(row));
    } else if (count(values, task)) {
      addFeatures(values, task.rows());
    }
  }

  private void addFeatures(RowValues values, SparseMoments.@Nullable Rows rows) {
    hashed.add(values.raw);
    if (rows != null) {
      rows.add(values.entries, values.weight);
    } else {
      features.add(values.features, values.weight);
    }
  }

  /** Rows that cannot be used so go the way of single rows, which has words for them. */
  private void add(NumberBlock block, Task task) {
    RowValues values = task.values();
    while (!metMisfit && block.next(NumberBlock.MOST_ROWS)) {
      for (int i = 0; i < block.rows() && !metMisfit; i++) {
        if (!block.read(i, values)) {
          add(block.row(i), task);
          continue;
        }
        bad.read();
        if (count(values, task)) {
          block.choose(i, values);
        }
      }
      if (sparse != null) {
        sparse.addColumns(block.weights(), block.size(), block::feature);
      } else {
        features.addColumns(block.weights(), block.size(), block::feature);
      }
    }
  }

  private static boolean isNews(InternalRow row, RowValues values, RowReader reader) {
    return values.side == Side.TRAIN && values.weight > 0 && reader.isMisfit(row);
  }

  private static String notFinite(Expansion expansion, RowValues values) {
    String name = values.notFinite(expansion);
    if (expansion.columns().contains(name) || expansion.polynomial().isEmpty()) {
      return "feature " + name + " is not finite; raise features.divide-by";
    }
    return "feature "
        + name
        + " is not finite; lower features.polynomial.degree or "
        + (expansion.divideBy() == 1 ? "set" : "raise")
        + " features.divide-by";
  }

  /**
   * Counts a row and says whether its features count; a row of weight 0 is checked like any other
   * and then counts as absent.
   */
  private boolean count(RowValues values, Task task) {
    if (values.weight == 0) {
      return false;
    }
    task.sides().add(values.side);
    fingerprint += SplitMix.mix(values.hash);
    boolean training = values.side == Side.TRAIN;
    (training ? task.labels() : task.otherLabels()).add(values.labelText);
    return training;
  }

  private TableStatistics merge(TableStatistics that) {
    that.rows.forEach((side, count) -> rows.merge(side, count, Long::sum));
    that.labels.forEach((label, count) -> labels.merge(label, count, Long::sum));
    that.otherLabels.forEach((label, count) -> otherLabels.merge(label, count, Long::sum));
    bad.merge(that.bad);
    features.merge(that.features);
    if (sparse != null && that.sparse != null) {
      sparse.merge(that.sparse);
    }
    hashed.merge(that.hashed);
    missing.merge(that.missing);
    fingerprint += that.fingerprint;
    metMisfit |= that.metMisfit;
    return this;
  }

  /** Good rows on a side. */
  public long rows(Side side) {
    return rows.getOrDefault(side, 0L);
  }

  /** Whether it gave up. */
  boolean metMisfit() {
    return metMisfit;
  }

  /** Moments of the expanded features of the training rows. */
  public ColumnMoments features() {
    return summary == null ? features : summary;
  }

  /** How many of them are 0, and how large they are; only where many may be 0. */
  public Optional<SparseSummary> sparse() {
    return Optional.ofNullable(summary);
  }

  /** Which of the hashed features the training rows have met. */
  public Buckets hashed() {
    return hashed;
  }

  /**
   * How many training rows miss the value of each of {@code columns}, those of the expansion, where
   * something stands in for it: a number that fills it, or a category of its own.
   */
  public Map<String, Long> missing(List<Column> columns) {
    return missing.rows(columns);
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
