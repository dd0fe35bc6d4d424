package dev.descent.spark.source;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.TextBasedFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.RelationProvider;
import org.apache.spark.sql.sources.SchemaRelationProvider;

/** Opens tables of databases, of the catalog, and of data sources that are not of Spark itself. */
final class OtherTables {
  /** The packages of data sources that are often asked for. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "delta", "io.delta:delta-spark_4.1_2.13:4.4.0",
          "iceberg", "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0");

  /** What a class must be so that Spark reads a table by it. */
  private static final List<Class<?>> SOURCES =
      List.of(
          TableProvider.class,
          RelationProvider.class,
          SchemaRelationProvider.class,
          FileFormat.class);

  private final SparkSession spark;

  OtherTables(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Opens {@code source}.
   *
   * @throws DataException if it is not there, or Spark would read it with silent nulls
   */
  Dataset<Row> read(String where, Source source) {
    try {
      return typed(where, source, open(where, source));
    } catch (DataException e) {
      throw e;
    } catch (Exception | LinkageError | ServiceConfigurationError e) {
      // Not RuntimeException: Spark throws checked exceptions without declaring them.
      throw refusal(where, source, e);
    }
  }

  private Dataset<Row> open(String where, Source source) throws SQLException {
    DataFrameReader reader = spark.read().options(source.options());
    if (source.format().isEmpty()) {
      return reader.table(source.table().orElseThrow());
    }
    requireSource(where, source.format().get());
    DataFrameReader formatted = reader.format(source.format().get());
    if (source.table().isPresent()) {
      QuietConnections.option(source.options().keySet())
          .ifPresent(asked -> formatted.option(asked.getKey(), asked.getValue()));
      Drivers.option(source.options())
          .ifPresent(found -> formatted.option(found.getKey(), found.getValue()));
      return formatted.option("dbtable", source.table().get()).load();
    }
    return source.paths().isEmpty()
        ? formatted.load()
        : formatted.load(source.paths().toArray(String[]::new));
  }

  /** Refuses the name of a class that is no data source, of which Spark would make an instance. */
  private static void requireSource(String where, String format) {
    Class<?> found = DataSource.lookupDataSource(format, SQLConf.get());
    if (SOURCES.stream().noneMatch(type -> type.isAssignableFrom(found))) {
      throw unknown(where, format, new ClassCastException(found.getName()));
    }
  }

  /** Refuses files of text, in which Spark makes null of what does not fit. */
  private static Dataset<Row> typed(String where, Source source, Dataset<Row> rows) {
    scala.collection.Iterator<LogicalPlan> leaves =
        rows.queryExecution().analyzed().collectLeaves().iterator();
    while (leaves.hasNext()) {
      if (leaves.next() instanceof LogicalRelation logical
          && logical.relation() instanceof HadoopFsRelation files
          && files.fileFormat() instanceof TextBasedFileFormat) {
        throw new DataException(
            where
                + ": "
                + source.name()
                + " is made of files of text, in which Spark reads a value of another type as null;"
                + " name the files themselves with format = csv or json, or convert them to"
                + " parquet");
      }
    }
    return rows;
  }

  private static DataException refusal(String where, Source source, Throwable e) {
    String condition =
        e instanceof SparkThrowable spark ? String.valueOf(spark.getCondition()) : "";
    return switch (condition) {
      case "DATA_SOURCE_NOT_FOUND" -> unknown(where, source.format().orElse(""), e);
      case "TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND" ->
          new DataException(
              where
                  + ".table: there is no table "
                  + source.name()
                  + " in the catalog; check the name and the settings spark.sql.catalog",
              e);
      default ->
          UnreadableFile.in(e)
              .map(file -> file.refusal(where, e))
              .or(() -> DatabaseFailure.in(e).map(database -> database.refusal(where, e)))
              .orElseGet(() -> unreadable(where, source, e));
    };
  }

  private static DataException unknown(String where, String format, Throwable e) {
    return new DataException(
        where
            + ".format: there is no data source "
            + format
            + " on the class path; check the name, or add it with --packages "
            + PACKAGES.getOrDefault(format, "GROUP:ARTIFACT:VERSION"),
        e);
  }

  private static DataException unreadable(String where, Source source, Throwable e) {
    return new DataException(
        where + ": cannot read " + source.name() + ": " + TableReader.firstLine(e), e);
  }
}
