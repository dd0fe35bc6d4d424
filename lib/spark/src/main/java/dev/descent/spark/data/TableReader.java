package dev.descent.spark.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Opens CSV and Parquet so that nothing is changed or dropped without a word.
 *
 * <p>Every CSV column is read as text and parsed by Descent, because Spark's own parsing turns text
 * into null; short and long lines end up in the column {@link #MALFORMED}; headers that differ
 * between files are an error; and settings that skip corrupt or missing files are refused.
 */
public final class TableReader {
  /** Holds the text of a CSV line with too few or too many fields, else null. */
  public static final String MALFORMED = "_descent_malformed_line";

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
   * The table in {@code paths}.
   *
   * @param where the key of the job file that named it, for messages
   * @param format "csv" or "parquet"
   * @throws DataException if a path is missing or unreadable
   */
  public Dataset<Row> read(
      String where, String format, List<String> paths, Map<String, String> options) {
    for (String path : paths) {
      requireThere(where, path);
    }
    try {
      return format.equals("csv")
          ? csv(where, paths, options)
          : reader(options).parquet(array(paths));
    } catch (DataException e) {
      throw e;
    } catch (Exception e) {
      throw refusal(where, format, String.join(", ", paths), e);
    }
  }

  private static DataException refusal(String where, String format, String paths, Exception e) {
    if (e instanceof AnalysisException analysis
        && "UNABLE_TO_INFER_SCHEMA".equals(analysis.getCondition())) {
      return new DataException(
          where + ": there is no data file in " + paths + "; check the path", e);
    }
    return UnreadableFile.in(e)
        .map(file -> file.refusal(where, e))
        .orElseGet(
            () ->
                new DataException(
                    where + ": cannot read " + paths + " as " + format + ": " + firstLine(e), e));
  }

  private Dataset<Row> csv(String where, List<String> paths, Map<String, String> options) {
    Map<String, String> text = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    text.putAll(options);
    text.put("inferSchema", "false");
    StructType header = reader(text).csv(array(paths)).schema();
    if (header.isEmpty()) {
      throw new DataException(
          where + ": " + String.join(", ", paths) + " is empty; it needs a header line and rows");
    }
    StructField malformed =
        new StructField(MALFORMED, DataTypes.StringType, true, Metadata.empty());
    StructField[] fields =
        Stream.concat(Stream.of(header.fields()), Stream.of(malformed)).toArray(StructField[]::new);
    text.put("mode", "PERMISSIVE");
    text.put("columnNameOfCorruptRecord", MALFORMED);
    text.put("enforceSchema", "false");
    return reader(text).schema(new StructType(fields)).csv(array(paths));
  }

  private DataFrameReader reader(Map<String, String> options) {
    return spark.read().options(options);
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

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  private static String[] array(List<String> paths) {
    return paths.toArray(String[]::new);
  }
}
