package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * What comes before training, from Parquet: by Descent the statistics of the columns and cached
 * tiles in hash order; by MLlib vectors, assembled where the table has none, their summary, cached
 * blocks and the first gradient, which it does not do without.
 *
 * @param positives how many of the rows have the label 1
 */
record Ingestion(String name, LogisticRows rows, long positives) implements Workload {
  static final Ingestion TWENTY_EIGHT =
      new Ingestion("ingest-28", new LogisticRows(1_000_000, 28), 500_548);

  static final Ingestion HUNDRED =
      new Ingestion("ingest-100", new LogisticRows(1_000_000, 100), 499_530);

  /** The numbers of {@link #TWENTY_EIGHT} in one column. */
  static final Ingestion VECTOR =
      new Ingestion(
          "ingest-vector",
          new LogisticRows(1_000_000, 28, LogisticRows.Layout.VECTOR),
          TWENTY_EIGHT.positives);

  static final Ingestion SMALL =
      new Ingestion("ingest-28-20k", new LogisticRows(20_000, 28), 9_899);

  static final Ingestion SMALL_VECTOR =
      new Ingestion(
          "ingest-vector-20k",
          new LogisticRows(20_000, 28, LogisticRows.Layout.VECTOR),
          SMALL.positives);

  /** What engines may differ by that count the same rows. */
  private static final double ROUNDING = 1e-12;

  /** Both engines tell the entropy of the labels, MLlib as its loss before the first step. */
  @Override
  public Goal goal() {
    return new Goal.Entropy(entropy(positives, rows.count() - positives), ROUNDING);
  }

  /** -q log q - (1 - q) log (1 - q) of the share q of the positive rows. */
  static double entropy(long positives, long negatives) {
    double share = positives / (double) (positives + negatives);
    return -share * Math.log(share) - (1 - share) * Math.log1p(-share);
  }

  @Override
  public List<EngineKind> engines() {
    return List.of(EngineKind.values());
  }

  @Override
  public boolean needsData() {
    return false;
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    rows.write(spark, tables.train());
  }

  /** Descent's job file: what little of training is needed to get the tiles. */
  List<String> job() {
    Stream<String> vector =
        rows.layout() == LogisticRows.Layout.VECTOR
            ? Stream.of("features.vector = " + LogisticRows.FEATURES)
            : Stream.empty();
    Stream<String> rest =
        Stream.of(
            "data.label = " + LogisticRows.LABEL,
            "model.type = logistic",
            "training { solver = l-bfgs, precision = single, epochs = 1 }");
    return Stream.concat(vector, rest).toList();
  }

  @Override
  public Outcome run(Engine engine, Tables tables) {
    return engine.ingest(this, tables);
  }
}
