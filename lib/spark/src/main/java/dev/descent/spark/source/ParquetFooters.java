package dev.descent.spark.source;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** What stands at the end of Parquet files: their columns, and where and how these are stored. */
public final class ParquetFooters {
  private ParquetFooters() {}

  /**
   * Reads that of one file.
   *
   * @param where the key of the job file that named it, for messages
   * @throws DataException if the file cannot be read
   */
  public static ParquetMetadata read(String where, Path path, Configuration hadoop) {
    // Without options of its own, a reader loads Hadoop's settings from their files again.
    ParquetReadOptions options = HadoopReadOptions.builder(hadoop, path).build();
    try (ParquetFileReader file =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop), options)) {
      return file.getFooter();
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      throw new UnreadableFile(path.toString(), reason).refusal(where, e);
    }
  }
}
