package dev.descent.spark.source;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The order of the columns of files that may not all have the same ones: as in the first file by
 * path, then the others by name. Spark takes the files of ORC in the order that a folder lists
 * them.
 */
final class ColumnOrder {
  private ColumnOrder() {}

  /** {@code schema}, which is that of {@code rows} or of the same columns, in this order. */
  static StructType of(String where, Dataset<Row> rows, StructType schema) {
    List<String> first =
        FolderColumns.relation(rows).map(files -> first(where, files)).orElse(List.of());
    Comparator<StructField> place =
        Comparator.comparingInt(
            field -> first.contains(field.name()) ? first.indexOf(field.name()) : first.size());
    return new StructType(
        Stream.of(schema.fields())
            .sorted(place.thenComparing(StructField::name))
            .toArray(StructField[]::new));
  }

  private static List<String> first(String where, HadoopFsRelation files) {
    if (!(files.location() instanceof PartitioningAwareFileIndex index)) {
      return List.of();
    }
    List<FileStatus> all = CollectionConverters.asJava(index.allFiles());
    FileStatus first =
        all.stream().min(Comparator.comparing(file -> file.getPath().toString())).orElseThrow();
    SparkSession session = (SparkSession) files.sparkSession();
    if (files.fileFormat() instanceof ParquetFileFormat) {
      // Spark would run a job to read it.
      Configuration hadoop = session.sessionState().newHadoopConfWithOptions(files.options());
      return ParquetFooters.read(where, first.getPath(), hadoop)
          .getFileMetaData()
          .getSchema()
          .getFields()
          .stream()
          .map(Type::getName)
          .toList();
    }
    Option<StructType> schema =
        files
            .fileFormat()
            .inferSchema(
                session, files.options(), CollectionConverters.asScala(List.of(first)).toSeq());
    return schema.isEmpty() ? List.of() : List.of(schema.get().fieldNames());
  }
}
