package dev.descent.jobs.bench;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Logistic;
import dev.descent.network.Linear;
import dev.descent.objective.Objective;
import dev.descent.penalty.None;
import dev.descent.spark.data.ClassWeights;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.FeatureRules;
import dev.descent.spark.data.HashOrderedTiles;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.Target;
import dev.descent.spark.data.TrainingData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Generated rows as a training with two classes caches them, in float32.
 *
 * @param seconds that reading and caching took
 */
record TrainingTiles(TrainingData data, double seconds) implements AutoCloseable {
  /** Of the tree of a treeAggregate. */
  static final int DEPTH = 2;

  private static final double NANOS = 1e9;
  private static final long SEED = 1;

  /** Where the tasks of this JVM leave the tiles that they find. */
  private static final Queue<Tile> FOUND = new ConcurrentLinkedQueue<>();

  /**
   * Reads and caches the training rows, in as many partitions as training takes if none is given.
   */
  static TrainingTiles of(SparkSession spark, Tables tables, Optional<Integer> partitions) {
    long start = System.nanoTime();
    Dataset<Row> rows = spark.read().parquet(tables.train().toString());
    List<String> features =
        Arrays.stream(rows.columns()).filter(name -> !name.equals(DenseRows.LABEL)).toList();
    Columns columns =
        new Columns(features, Optional.of(DenseRows.LABEL), Optional.empty(), List.of());
    TrainingData data =
        TrainingData.prepare(
            new Table("data.train", rows, columns, new Split.All(Side.TRAIN)),
            settings(partitions));
    return new TrainingTiles(data, (System.nanoTime() - start) / NANOS);
  }

  private static TrainingData.Settings settings(Optional<Integer> partitions) {
    return new TrainingData.Settings(
        new Target.TwoClasses(Optional.empty()),
        TrainingData.Scaling.CENTRED,
        FeatureRules.of(1, Polynomial.none()),
        new ClassWeights.Equal(),
        new TrainingData.Tiles(
            Optional.of(Precision.SINGLE), partitions, TrainingData.Zeros.STORED),
        SEED,
        DEPTH);
  }

  /** Logistic regression on them, without a penalty. */
  Objective objective() {
    int features = data.encoding().features().size();
    return new Objective(new Linear(features, true), new Logistic(), new None());
  }

  HashOrderedTiles cached() {
    return data.train();
  }

  /**
   * The cached tiles themselves, in their order: tasks run in this JVM, so nothing is copied.
   *
   * @throws IllegalStateException if tasks run elsewhere
   */
  synchronized List<Tile> inPlace() {
    FOUND.clear();
    cached().tiles().foreach(tile -> FOUND.add(tile));
    List<Tile> tiles = FOUND.stream().sorted(Comparator.comparingInt(Tile::index)).toList();
    FOUND.clear();
    if (tiles.size() != cached().rows().length) {
      throw new IllegalStateException("tiles are only within reach of a local master");
    }
    return tiles;
  }

  @Override
  public void close() {
    data.close();
  }
}
