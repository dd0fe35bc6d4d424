package dev.descent.spark;

import dev.descent.spark.data.TrainingData;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains in a session with as little memory as its argument, spark.memory.fraction, leaves. */
final class SpilledTraining {
  private static final int ROWS = 60_000;
  private static final int COLUMNS = 20;

  private SpilledTraining() {}

  /** Prints the bytes of the tiles, how many of them lie on disk, and the parameters' SHA-256. */
  public static void main(String[] arguments) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.memory.fraction", arguments[0])
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      List<String> features = IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toList();
      String[] columns =
          Stream.concat(
                  features.stream().map(x -> "hash(id, '" + x + "') / 1e9D as " + x),
                  Stream.of("hash(id) / 1e9D as y"))
              .toArray(String[]::new);
      Dataset<Row> rows = spark.range(0, ROWS, 1, 4).selectExpr(columns);
      TestTraining training = TestTraining.of(features, "y").partitions(8);
      try (TrainingData data = training.prepare(rows)) {
        long disk =
            Stream.of(spark.sparkContext().getRDDStorageInfo())
                .mapToLong(info -> info.diskSize())
                .sum();
        System.out.println(data.bytes() + " " + disk + " " + training.sha256(rows));
      }
    }
  }
}
