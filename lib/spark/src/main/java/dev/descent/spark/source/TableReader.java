package dev.descent.spark.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Opens CSV, lines of JSON and LIBSVM, Parquet and ORC so that nothing is changed or dropped
 * without a word.
 *
 * <p>Every column of CSV and JSON is read as text and parsed by Descent, because Spark's own
 * parsing turns text into null; short and long lines end up in the column {@link #MALFORMED};
 * headers that differ between files are an error. Parquet and ORC have the columns of all files, of
 * one type each, where Spark would take those of one file. Settings that skip corrupt or missing
 * files are refused.
 */
public final class TableReader {
  /** Holds the text of a line that cannot be read, such as one with too few fields, else null. */
  public static final String MALFORMED = "_descent_malformed_line";

  /** Holds what is wrong with such a line, where that may be more than its number of fields. */
  public static final String REASON = "_descent_malformed_reason";

  private static final String LINE = "_descent_line";

  private static final List<String> OF_FILES = List.of("csv", "json", "libsvm", "parquet", "orc");

  private static final List<String> SKIPPING =
      List.of("spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles");

  private final SparkSession spark;

  /** Reads with {@code spark}. */
  public TableReader(SparkSession spark) {
    this.spark = spark;
    for (String key : SKIPPING) {
      if (Boolean.parseBoolean(spark.conf().get(key, "false"))) {
        throw new DataException(key + " = true drops rows without a word; set it to false");
      }
    }
  }

  /**
   * The table of {@code source}.
   *
   * @param where the key of the job file that named it, for messages
   * @throws DataException if it is not there or unreadable, or an option is refused
   */
  public Dataset<Row> read(String where, Source source) {
    return source.format().filter(OF_FILES::contains).isPresent()
        ? read(where, source.format().get(), source.paths(), source.options())
        : new OtherTables(spark).read(where, source);
  }

  /**
   * The table in {@code paths}.
   *
   * @param where the key of the job file that named it, for messages
   * @param format "csv", "json", "libsvm", "parquet" or "orc"
   * @throws DataException if a path is missing or unreadable, or an option is refused
   */
  public Dataset<Row> read(
      String where, String format, List<String> paths, Map<String, String> options) {
    for (String path : paths) {
      requireThere(where, path);
    }
    Map<String, String> checked = ReadOptions.checked(where, format, options);
    try {
      return switch (format) {
        case "csv" -> csv(where, paths, checked);
        case "json" -> JsonTable.of(where, paths, lines(where, paths, checked));
        case "libsvm" -> LibsvmTable.of(where, lines(where, paths, checked));
        default -> columnar(where, format, paths, checked);
      };
    } catch (DataException e) {
      throw e;
    } catch (Exception e) {
      throw refusal(where, format, String.join(", ", paths), e);
    }
  }

  private static DataException refusal(String where, String format, String paths, Exception e) {
    String condition =
        e instanceof SparkThrowable spark ? String.valueOf(spark.getCondition()) : "";
    if (condition.equals("UNABLE_TO_INFER_SCHEMA")) {
      return new DataException(
          where + ": there is no data file in " + paths + "; check the path", e);
    }
    if (condition.startsWith("CONFLICTING_")) {
      return new DataException(
          where
              + ": the folders in "
              + paths
              + " do not all give the same columns; name those of one table in the path",
          e);
    }
    return UnreadableFile.in(e)
        .map(file -> file.refusal(where, e))
        .or(() -> UnlikeFiles.in(e).map(files -> files.refusal(where, e)))
        .orElseGet(
            () ->
                new DataException(
                    where + ": cannot read " + paths + " as " + format + ": " + firstLine(e), e));
  }

  private Dataset<Row> csv(String where, List<String> paths, Map<String, String> options) {
    options.put("inferSchema", "false");
    Dataset<Row> first = reader(options).csv(array(paths));
    FolderColumns.requireSound(where, first);
    if (first.schema().size() == FolderColumns.of(first).size()) {
      throw new DataException(
          where + ": " + String.join(", ", paths) + " is empty; it needs a header line and rows");
    }
    options.put("mode", "PERMISSIVE");
    options.put("columnNameOfCorruptRecord", MALFORMED);
    options.put("enforceSchema", "false");
    StructType schema = FolderColumns.asText(first).add(MALFORMED, DataTypes.StringType);
    return reader(options).schema(schema).csv(array(paths));
  }

  /** Lines of text, then the columns of folder names. */
  private Dataset<Row> lines(String where, List<String> paths, Map<String, String> options) {
    StructType line = new StructType().add(LINE, DataTypes.StringType);
    Dataset<Row> first = reader(options).schema(line).text(array(paths));
    FolderColumns.requireSound(where, first);
    return FolderColumns.areText(first)
        ? first
        : reader(options).schema(FolderColumns.asText(first)).text(array(paths));
  }

  private Dataset<Row> columnar(
      String where, String format, List<String> paths, Map<String, String> options) {
    options.put("mergeSchema", "true");
    Dataset<Row> first = reader(options).format(format).load(array(paths));
    FolderColumns.requireSound(where, first);
    StructType schema = ColumnOrder.of(where, first, FolderColumns.asText(first));
    return schema.equals(first.schema())
        ? first
        : reader(options).schema(schema).format(format).load(array(paths));
  }

  private DataFrameReader reader(Map<String, String> options) {
    return spark.read().options(options);
  }

  /** Whether a column is one of those that only tell of bad lines. */
  public static boolean isHidden(String column) {
    return column.equals(MALFORMED) || column.equals(REASON);
  }

  private void requireThere(String where, String path) {
    try {
      Path hadoop = new Path(path);
      var found =
          hadoop.getFileSystem(spark.sparkContext().hadoopConfiguration()).globStatus(hadoop);
      if (found == null || found.length == 0) {
        throw new DataException(
            where + ".path: there is no file or folder " + path + "; check the path");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(where + ".path: cannot look up " + path + ": " + firstLine(e), e);
    }
  }

  /** The first line of what an exception says. */
  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  private static String[] array(List<String> paths) {
    return paths.toArray(String[]::new);
  }
}
