package dev.descent.spark.source;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Columns that the names of folders give, such as {@code year=2026}.
 *
 * <p>They are text, as those of CSV are. Spark would make them integers, dates or text according to
 * all folders that are there, so that a new folder could change the type of the old ones.
 */
public final class FolderColumns {
  private FolderColumns() {}

  /** The names of these columns; none for what is not made of files. */
  public static List<String> of(Dataset<Row> rows) {
    return relation(rows).map(files -> files.partitionSchema().fieldNames()).stream()
        .flatMap(Stream::of)
        .toList();
  }

  /** The files that {@code rows} is made of and nothing else. */
  static Optional<HadoopFsRelation> relation(Dataset<Row> rows) {
    return rows.queryExecution().analyzed() instanceof LogicalRelation logical
            && logical.relation() instanceof HadoopFsRelation files
        ? Optional.of(files)
        : Optional.empty();
  }

  /** Whether {@code rows} has these columns as text, or has none. */
  static boolean areText(Dataset<Row> rows) {
    return of(rows).stream()
        .allMatch(name -> rows.schema().apply(name).dataType() instanceof StringType);
  }

  /** The columns of {@code rows}, these ones as text. */
  static StructType asText(Dataset<Row> rows) {
    List<String> names = of(rows);
    return new StructType(
        Stream.of(rows.schema().fields())
            .map(
                field ->
                    names.contains(field.name())
                        ? DataTypes.createStructField(field.name(), DataTypes.StringType, true)
                        : field)
            .toArray(StructField[]::new));
  }

  /**
   * Refuses a table whose files hold a column that its folders give too, or that has files outside
   * these folders, which Spark would pass over.
   *
   * @throws DataException that names column or file
   */
  static void requireSound(String where, Dataset<Row> rows) {
    relation(rows)
        .ifPresent(
            files -> {
              requireApart(where, List.of(files.dataSchema().fieldNames()), of(rows));
              if (files.location() instanceof PartitioningAwareFileIndex index) {
                requireInside(where, index);
              }
            });
  }

  private static void requireInside(String where, PartitioningAwareFileIndex index) {
    Set<Path> folders = new HashSet<>();
    index.partitionSpec().partitions().foreach(folder -> folders.add(folder.path()));
    if (folders.isEmpty()) {
      return;
    }
    for (String file : index.inputFiles()) {
      if (!folders.contains(new Path(URI.create(file)).getParent())) {
        throw new DataException(
            where
                + ": "
                + file
                + " lies beside folders such as "
                + index.partitionSpec().partitionColumns().fieldNames()[0]
                + "=..; move it into one of them, or name the files in the path");
      }
    }
  }

  /** The same of the names of columns alone. */
  static void requireApart(String where, List<String> inFiles, List<String> inFolders) {
    for (String name : inFolders) {
      if (inFiles.stream().anyMatch(name::equalsIgnoreCase)) {
        throw new DataException(
            where
                + ": the column "
                + name
                + " is in the names of folders and in the files; rename one of them");
      }
    }
  }
}
