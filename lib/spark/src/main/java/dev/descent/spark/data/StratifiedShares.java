package dev.descent.spark.data;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.descent.data.Classes;
import dev.descent.spark.source.DataException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Shares of the distinct rows of each class, in the order of their hashes.
 *
 * <p>Of the n distinct rows of a class the first round(test n) are for testing, those up to
 * round((test + validation) n) for validation. Copies of a row share its side. Counted are the rows
 * that can be read and have a weight above 0.
 *
 * @param shares of each class, and the seed of the hash
 * @param strata what the rows are divided by
 */
public record StratifiedShares(Split.ByHash shares, Strata strata) implements Serializable {
  private static final String KEY = "data.split.stratify: ";
  private static final String HASH = "hash";
  private static final String FIRST = "first";
  private static final String LAST = "last";

  /**
   * Finds the last place of each side of each class.
   *
   * @param table all of whose rows are on one side
   * @param reader of its rows, {@link UnsplitRows}
   * @param depth of the trees that merge
   * @throws DataException if there are too many classes, or rows of one key differ in the label
   */
  public Split.Stratified of(Table table, RowReader reader, int depth) {
    table.requireThere(strata.label());
    Dataset<Row> rows = table.pass(() -> distinct(table, reader));
    JavaRDD<StratumPlaces> places =
        rows.queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(this::places)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      StratumCounts counts =
          table.pass(
              () ->
                  places.treeAggregate(
                      new StratumCounts(), StratumCounts::add, StratumCounts::merge, depth));
      requireClasses(counts, table);
      Map<String, long[]> wanted = new TreeMap<>();
      counts.rows().forEach((stratum, n) -> wanted.put(stratum, wanted(n)));
      Map<String, long[]> bins = counts.bins(wanted);
      StratumPlaces candidates =
          places
              .map(found -> found.inBins(bins))
              .treeAggregate(
                  new StratumPlaces(), StratumPlaces::merge, StratumPlaces::merge, depth);
      return new Split.Stratified(shares, strata, counts.cuts(wanted, candidates));
    } finally {
      places.unpersist(false);
    }
  }

  private long[] wanted(long rows) {
    return new long[] {
      Math.round(shares.test() * rows), Math.round((shares.test() + shares.validation()) * rows)
    };
  }

  private void requireClasses(StratumCounts counts, Table table) {
    if (counts.rows().size() > Classes.MOST) {
      throw new DataException(
          KEY
              + "column "
              + strata.label()
              + " has more than "
              + Classes.MOST
              + " distinct values, too many for classes; remove data.split.stratify");
    }
    if (counts.mixed() > 0 && !table.columns().key().isEmpty()) {
      throw new DataException(
          KEY
              + counts.mixed()
              + " values of data.key have rows of several classes, which would part; remove data.split.stratify, or set data.split.by { group = "
              + table.columns().key().get(0)
              + " } instead");
    }
  }

  /** The hash of every row with its class, the first and last one where it has several. */
  private Dataset<Row> distinct(Table table, RowReader reader) {
    StructType schema = table.rows().schema();
    int ordinal = schema.fieldIndex(strata.label());
    ColumnType type = ColumnType.of(schema.apply(ordinal).dataType()).orElseThrow();
    JavaRDD<InternalRow> all =
        table.internalRows().mapPartitions(rows -> hashed(reader.scan(rows), ordinal, type));
    SparkSession spark = (SparkSession) table.rows().sparkSession();
    StructType fields =
        new StructType()
            .add(HASH, DataTypes.LongType, false)
            .add(FIRST, DataTypes.StringType, false);
    return spark
        .internalCreateDataFrame(all.rdd(), fields, false)
        .groupBy(HASH)
        .agg(min(FIRST).as(FIRST), max(FIRST).as(LAST));
  }

  private Iterator<InternalRow> hashed(RowScan scan, int ordinal, ColumnType type) {
    return new Iterator<>() {
      private boolean ready;

      @Override
      public boolean hasNext() {
        while (!ready && scan.next()) {
          ready = scan.weight() > 0;
        }
        return ready;
      }

      @Override
      public InternalRow next() {
        if (!hasNext()) {
          throw new NoSuchElementException("all rows are read");
        }
        ready = false;
        String stratum = strata.stratum(type.text(scan.row(), ordinal));
        return new GenericInternalRow(new Object[] {scan.hash(), UTF8String.fromString(stratum)});
      }
    };
  }

  private Iterator<StratumPlaces> places(Iterator<InternalRow> rows) {
    StratumPlaces places = new StratumPlaces();
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      String first = row.getUTF8String(1).toString();
      places.add(first, shares.place(row.getLong(0)));
      if (!row.getUTF8String(1).equals(row.getUTF8String(2))) {
        places.addMixed();
      }
    }
    List<StratumPlaces> all = new ArrayList<>();
    all.add(places);
    return all.iterator();
  }
}
