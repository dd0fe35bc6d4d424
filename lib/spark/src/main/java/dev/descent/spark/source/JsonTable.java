package dev.descent.spark.source;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Lines of JSON as a table: a column for each key of any line, in the order of the keys, then the
 * columns that names of folders give, then those of bad lines.
 *
 * <p>Spark's own reading makes null of a value that does not fit, takes the last of equal keys, and
 * drops what follows the first object of a line, none of which can be found out afterwards; so the
 * lines are parsed here.
 */
final class JsonTable implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int TREE_DEPTH = 2;

  private final StructType keys;
  private final StructType folders;

  private JsonTable(StructType keys, StructType folders) {
    this.keys = keys;
    this.folders = folders;
  }

  /**
   * Reads {@code lines} once for their keys; the rows are parsed when the table is used.
   *
   * @param lines a column of text, then columns of folder names
   * @throws DataException if there is no line with a key
   */
  static Dataset<Row> of(String where, List<String> paths, Dataset<Row> lines) {
    JavaRDD<InternalRow> internal = lines.queryExecution().toRdd().toJavaRDD();
    JsonFields fields =
        internal
            .mapPartitions(rows -> List.of(new JsonFields().add(rows)).iterator())
            .treeAggregate(new JsonFields(), JsonFields::merge, JsonFields::merge, TREE_DEPTH);
    StructField[] all = lines.schema().fields();
    StructType folders = new StructType(Stream.of(all).skip(1).toArray(StructField[]::new));
    JsonTable table = new JsonTable(fields.schema(where, paths), folders);
    table.requireApart(where);
    return ((SparkSession) lines.sparkSession())
        .internalCreateDataFrame(
            internal.mapPartitions(rows -> table.new Parsed(rows)).rdd(), table.schema(), false);
  }

  private StructType schema() {
    StructField[] fields =
        Stream.of(Stream.of(keys.fields()), Stream.of(folders.fields()))
            .flatMap(some -> some)
            .toArray(StructField[]::new);
    return new StructType(fields)
        .add(TableReader.MALFORMED, DataTypes.StringType)
        .add(TableReader.REASON, DataTypes.StringType);
  }

  private void requireApart(String where) {
    FolderColumns.requireApart(where, List.of(keys.fieldNames()), List.of(folders.fieldNames()));
  }

  /** The rows of one task; each is the same object with other values. */
  private final class Parsed implements Iterator<InternalRow> {
    private final Iterator<InternalRow> lines;
    private final JsonLine line = new JsonLine();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final GenericInternalRow row = new GenericInternalRow(schema().size());
    private @Nullable InternalRow next;

    Parsed(Iterator<InternalRow> lines) {
      this.lines = lines;
      for (String key : keys.fieldNames()) {
        ordinals.put(key, keys.fieldIndex(key));
      }
    }

    @Override
    public boolean hasNext() {
      while (next == null && lines.hasNext()) {
        InternalRow candidate = lines.next();
        next = JsonLine.isBlank(candidate) ? null : candidate;
      }
      return next != null;
    }

    @Override
    public InternalRow next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      fill(next);
      next = null;
      return row;
    }

    private void fill(InternalRow source) {
      for (int i = 0; i < row.numFields(); i++) {
        row.setNullAt(i);
      }
      for (int i = 0; i < folders.size(); i++) {
        row.update(keys.size() + i, source.get(i + 1, folders.apply(i).dataType()));
      }
      if (!line.parse(source)) {
        mark(line.reason());
      } else {
        line.values().forEach(this::set);
      }
    }

    private void set(String key, JsonLine.Value value) {
      Integer ordinal = ordinals.get(key);
      boolean text = ordinal != null && keys.apply(ordinal).dataType() instanceof StringType;
      if (ordinal == null || (!text && value.text() != null && value.numbers() == null)) {
        mark(
            "the key "
                + key
                + " is not what it was before; leave the files alone while they are read");
      } else {
        row.update(ordinal, text ? value.text() : value.numbers());
      }
    }

    private void mark(String reason) {
      int malformed = keys.size() + folders.size();
      row.update(malformed, UTF8String.fromString(line.text()));
      row.update(malformed + 1, UTF8String.fromString(reason));
    }
  }
}
