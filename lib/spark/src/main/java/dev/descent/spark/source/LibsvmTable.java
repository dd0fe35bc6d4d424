package dev.descent.spark.source;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Lines of LIBSVM as a table: the columns {@link #LABEL} and {@link #FEATURES}, then those that
 * names of folders give, then those of bad lines.
 *
 * <p>A vector is as long as the largest index of its line, and open: what follows is 0. Spark's own
 * reading fails with the first line that it cannot read, and reads all files to guess one length.
 */
final class LibsvmTable implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The column of labels, which are numbers. */
  static final String LABEL = "label";

  /** The column of sparse vectors. */
  static final String FEATURES = "features";

  private static final byte SPARSE = 0;
  private static final int FIRST_FOLDER = 2;

  private final StructType folders;
  private final StructType schema;

  private LibsvmTable(StructType folders) {
    this.folders = folders;
    this.schema =
        new StructType(
                Stream.concat(columns(), Stream.of(folders.fields())).toArray(StructField[]::new))
            .add(TableReader.MALFORMED, DataTypes.StringType)
            .add(TableReader.REASON, DataTypes.StringType);
  }

  private static Stream<StructField> columns() {
    return Stream.of(
        DataTypes.createStructField(LABEL, DataTypes.DoubleType, true),
        OpenVectors.column(FEATURES));
  }

  /**
   * The rows are parsed when the table is used.
   *
   * @param lines a column of text, then columns of folder names
   */
  static Dataset<Row> of(String where, Dataset<Row> lines) {
    StructField[] all = lines.schema().fields();
    StructType folders = new StructType(Stream.of(all).skip(1).toArray(StructField[]::new));
    FolderColumns.requireApart(where, List.of(LABEL, FEATURES), List.of(folders.fieldNames()));
    LibsvmTable table = new LibsvmTable(folders);
    JavaRDD<InternalRow> rows =
        lines
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .filter(line -> !LibsvmLine.isBlank(line))
            .mapPartitions(each -> table.new Parsed(each));
    return ((SparkSession) lines.sparkSession())
        .internalCreateDataFrame(rows.rdd(), table.schema, false);
  }

  /** The rows of one task; each is the same object with other values. */
  private final class Parsed implements Iterator<InternalRow> {
    private final Iterator<InternalRow> lines;
    private final LibsvmLine line = new LibsvmLine();
    private final GenericInternalRow row = new GenericInternalRow(schema.size());

    Parsed(Iterator<InternalRow> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public InternalRow next() {
      InternalRow source = lines.next();
      for (int i = 0; i < row.numFields(); i++) {
        row.setNullAt(i);
      }
      for (int i = 0; i < folders.size(); i++) {
        row.update(FIRST_FOLDER + i, source.get(i + 1, folders.apply(i).dataType()));
      }
      if (line.parse(source)) {
        row.update(0, line.label());
        row.update(1, vector());
      } else {
        int malformed = FIRST_FOLDER + folders.size();
        row.update(malformed, UTF8String.fromString(line.text()));
        row.update(malformed + 1, UTF8String.fromString(line.reason()));
      }
      return row;
    }

    private InternalRow vector() {
      return new GenericInternalRow(
          new Object[] {
            SPARSE,
            line.size(),
            UnsafeArrayData.fromPrimitiveArray(line.indices()),
            UnsafeArrayData.fromPrimitiveArray(line.values())
          });
    }
  }
}
