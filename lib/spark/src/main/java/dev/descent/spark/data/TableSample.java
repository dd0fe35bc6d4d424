package dev.descent.spark.data;

import dev.descent.data.Classes;
import dev.descent.encode.Buckets;
import dev.descent.encode.Expansion;
import dev.descent.math.SparseSummary;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What some rows of a table show: the first ones of some of its partitions.
 *
 * @param expansion of the columns to features
 * @param bad rows among them that cannot be used
 * @param rowsOfSides how many good ones each side has
 * @param labels of them; none where labels are numbers
 * @param sparse how many of their features are 0, where many may be
 * @param hashed what the training rows among them meet of the hashed features
 * @param constant features that have one value in all of them
 * @param distinct features of text or whole numbers that have another value in each of them
 */
public record TableSample(
    Expansion expansion,
    BadRows bad,
    Map<Side, Long> rowsOfSides,
    SeenLabels labels,
    Optional<SparseSummary> sparse,
    Buckets hashed,
    List<String> constant,
    List<String> distinct) {

  /** More partitions than this are not looked into. */
  private static final int READ_PARTITIONS = 16;

  private static final int DEPTH = 2;

  /** Fewer rows than this say nothing about the values of a column. */
  private static final int TELLING = 20;

  /**
   * Of at most {@code most} rows of {@code table}, whose labels are read by {@code labels}; the
   * columns are fitted to its training rows among them, the size of open vectors to all of these.
   *
   * @throws DataException if columns cannot be features
   */
  public static TableSample of(Table table, LabelReader labels, FeatureRules rules, int most) {
    Optional<Expansion> open = FittedVector.ofOpen(table, labels, rules, DEPTH);
    if (open.isPresent()) {
      return of(table, labels, open.get(), most);
    }
    Table first = first(table, most);
    return of(first, FittedColumns.of(first, labels, rules, DEPTH));
  }

  /** Of rows whose columns {@code expansion} makes features. */
  public static TableSample of(Table table, LabelReader labels, Expansion expansion, int most) {
    Table first = first(table, most);
    TableStatistics statistics = TableStatistics.of(first, labels, expansion, DEPTH);
    return of(first, new FittedColumns.Fitted(expansion, statistics));
  }

  private static TableSample of(Table first, FittedColumns.Fitted fitted) {
    List<String> features = first.columns().features();
    TableStatistics statistics = fitted.statistics();
    Map<Side, Long> sides =
        Map.of(
            Side.TRAIN, statistics.rows(Side.TRAIN),
            Side.VALIDATION, statistics.rows(Side.VALIDATION),
            Side.TEST, statistics.rows(Side.TEST));
    StructType schema = first.rows().schema();
    List<ColumnValues> values =
        first.pass(
            () ->
                first
                    .internalRows()
                    .coalesce(1)
                    .mapPartitions(all -> ColumnValues.of(schema, features, all).iterator())
                    .collect());
    boolean telling = statistics.bad().allRows() >= TELLING && first.vector().isEmpty();
    return new TableSample(
        fitted.expansion(),
        statistics.bad(),
        sides,
        SeenLabels.of(first.columns().label().orElse(""), statistics),
        statistics.sparse(),
        statistics.hashed(),
        telling ? named(features, values, ColumnValues::isConstant) : List.of(),
        telling ? named(features, values, ColumnValues::isDistinct) : List.of());
  }

  private static Table first(Table table, int most) {
    return new Table(
        table.where(), some(table, most), table.columns(), table.split(), table.skip());
  }

  /** The first rows of some partitions, in the tasks that read their files. */
  private static Dataset<Row> some(Table table, int most) {
    JavaRDD<InternalRow> all = table.internalRows();
    int partitions = all.getNumPartitions();
    int every = Math.max(1, (partitions + READ_PARTITIONS - 1) / READ_PARTITIONS);
    int each = most / Math.max(1, (partitions + every - 1) / every);
    JavaRDD<InternalRow> some =
        all.mapPartitionsWithIndex(
            (partition, rows) ->
                partition % every == 0
                    ? CollectionConverters.asJava(CollectionConverters.asScala(rows).take(each))
                    : Collections.emptyIterator(),
            true);
    SparkSession spark = (SparkSession) table.rows().sparkSession();
    return spark.internalCreateDataFrame(some.rdd(), table.rows().schema(), false);
  }

  /**
   * The classes that the rows show, for a classification.
   *
   * @param warnings what is wrong in these rows and may not be in all, one line each
   * @throws DataException if what is wrong here is wrong of the whole table
   */
  public Optional<Classes> judged(
      Table table, Target target, Extent extent, List<String> warnings) {
    requireUsable(table, extent, warnings);
    if (extent == Extent.WHOLE) {
      TrainingData.requireRows(table, rowsOfSides.getOrDefault(Side.TRAIN, 0L));
      return target.classes(labels);
    }
    try {
      return target.classes(labels);
    } catch (DataException e) {
      e.lines().stream().map(this::here).forEach(warnings::add);
      return Optional.empty();
    }
  }

  /**
   * Whether bad rows of these are too many.
   *
   * @param warnings where they may be few among all rows
   * @throws DataException if they are too many whatever the other rows are
   */
  public void requireUsable(Table table, Extent extent, List<String> warnings) {
    if (!table.skip().skips() || extent == Extent.WHOLE) {
      table.skip().require(table.where(), bad);
    } else {
      table.skip().refusal(table.where(), bad).stream().map(this::here).forEach(warnings::add);
    }
  }

  /** Whether the rows are all rows of the table. */
  public enum Extent {
    WHOLE,
    PART
  }

  /** A line of what these rows show. */
  public String here(String line) {
    return "in a sample of " + bad.allRows() + " rows: " + line;
  }

  private static List<String> named(
      List<String> features, List<ColumnValues> values, Predicate<ColumnValues> is) {
    List<String> names = new ArrayList<>();
    for (int j = 0; j < values.size(); j++) {
      if (is.test(values.get(j))) {
        names.add(features.get(j));
      }
    }
    return names;
  }

  /** What is seen of the values of one column. */
  private static final class ColumnValues implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long first;
    private boolean constant = true;
    private boolean distinct = true;

    /** Every column of {@code features}, over the rows of one task. */
    static List<ColumnValues> of(
        StructType schema, List<String> features, Iterator<InternalRow> rows) {
      List<ColumnValues> values = features.stream().map(name -> new ColumnValues()).toList();
      List<Set<Long>> seen = features.stream().<Set<Long>>map(name -> new HashSet<>()).toList();
      int[] ordinals = features.stream().mapToInt(schema::fieldIndex).toArray();
      List<ColumnType> types =
          features.stream()
              .map(name -> ColumnType.ofContent(schema.apply(name)).orElseThrow())
              .toList();
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        for (int j = 0; j < ordinals.length; j++) {
          if (!row.isNullAt(ordinals[j])) {
            values.get(j).add(row, ordinals[j], types.get(j), seen.get(j));
          }
        }
      }
      return values;
    }

    private void add(InternalRow row, int ordinal, ColumnType type, Set<Long> seen) {
      long bits = type.bits(row, ordinal);
      first = rows == 0 ? bits : first;
      constant &= bits == first;
      rows++;
      double number = type.number(row, ordinal);
      distinct &= (Double.isNaN(number) || number == Math.rint(number)) && seen.add(bits);
      if (!distinct) {
        seen.clear();
      }
    }

    boolean isConstant() {
      return rows > 0 && constant;
    }

    boolean isDistinct() {
      return rows >= TELLING && distinct;
    }
  }
}
