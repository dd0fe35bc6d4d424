package dev.descent.spark;

import dev.descent.loss.Squared;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.train.TileSums;
import dev.descent.spark.train.TiledRisk;
import dev.descent.spark.train.TreeAggregate;
import java.io.IOException;
import java.util.Arrays;
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
        requireSame(data, training.objective(new Squared()));
        System.out.println(data.bytes() + " " + disk + " " + training.sha256(rows));
      }
    }
  }

  /** Threads of the driver find the tiles on disk as tasks do. */
  private static void requireSame(TrainingData data, Objective objective) {
    double[] parameters = new double[COLUMNS + 1];
    Risk threads = new TiledRisk(objective, TileSums.of(data.train(), 2));
    Risk jobs = new TiledRisk(objective, new TreeAggregate(data.train(), 2));
    double[] found = threads.at(parameters, threads.all()).meanGradient();
    if (!Arrays.equals(found, jobs.at(parameters, jobs.all()).meanGradient())) {
      throw new IllegalStateException("threads and jobs find different gradients");
    }
  }
}
