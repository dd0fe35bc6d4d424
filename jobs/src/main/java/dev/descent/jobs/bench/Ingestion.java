package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * What comes before training, from Parquet: by Descent the statistics of the columns and cached
 * tiles in hash order; by MLlib vectors, assembled where the table has none, their summary, cached
 * blocks and the first gradient, which it does not do without.
 *
 * @param positives how many of the rows have the label 1
 */
record Ingestion(String name, DenseRows rows, long positives) implements Workload {
  static final Ingestion TWENTY_EIGHT =
      new Ingestion("ingest-28", new DenseRows(1_000_000, 28), 500_548);

  static final Ingestion HUNDRED =
      new Ingestion("ingest-100", new DenseRows(1_000_000, 100), 499_530);

  /** The numbers of {@link #TWENTY_EIGHT} in one column. */
  static final Ingestion VECTOR =
      new Ingestion(
          "ingest-vector",
          new DenseRows(1_000_000, 28, DenseRows.Layout.VECTOR, DenseRows.Labels.CLASSES),
          TWENTY_EIGHT.positives);

  static final Ingestion SMALL = new Ingestion("ingest-28-20k", new DenseRows(20_000, 28), 9_899);

  static final Ingestion SMALL_VECTOR =
      new Ingestion(
          "ingest-vector-20k",
          new DenseRows(20_000, 28, DenseRows.Layout.VECTOR, DenseRows.Labels.CLASSES),
          SMALL.positives);

  /** What engines may differ by that count the same rows. */
  private static final double ROUNDING = 1e-12;

  @Override
  public Optional<Workload> small() {
    return Optional.of(rows.layout() == DenseRows.Layout.VECTOR ? SMALL_VECTOR : SMALL);
  }

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
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    rows.write(spark, tables.train());
  }

  /** Descent's job file: what little of training is needed to get the tiles. */
  List<String> job() {
    return List.of(
        rows.recipe(),
        "model.type = logistic",
        "training { solver = l-bfgs, precision = single, epochs = 1 }");
  }

  @Override
  public Outcome run(Engine engine, Tables tables) {
    return engine.ingest(this, tables);
  }
}
