package dev.descent.spark.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** What Parquet files say of themselves. */
final class Footers {
  private Footers() {}

  /** Of all files of a table, by name. */
  static List<ParquetMetadata> of(Path table) throws IOException {
    List<ParquetMetadata> footers = new ArrayList<>();
    for (Path file : files(table)) {
      try (ParquetFileReader reader = open(file)) {
        footers.add(reader.getFooter());
      }
    }
    return footers;
  }

  static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()));
  }

  static List<Path> files(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
