package dev.descent.jobs.bench;

import dev.descent.objective.LocalRisk;
import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.spark.train.TileSums;
import dev.descent.spark.train.TiledRisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * What more rows and fewer cores cost: the pass of {@link GradientPass} over all rows, in turns
 * with one over a half, a quarter and an eighth of them, and with one by a single thread.
 */
record Growth(String name, DenseRows rows) implements WorkloadInTurns {
  static final Growth USUAL = new Growth("growth", new DenseRows(4_000_000, 28));
  private static final Growth SMALL = new Growth("growth-80k", new DenseRows(80_000, 28));

  private static final int PASSES = 25;

  @Override
  public Optional<Workload> small() {
    return Optional.of(SMALL);
  }

  @Override
  public List<Beside> besides() {
    return List.of(Beside.HALF, Beside.QUARTER, Beside.EIGHTH, Beside.THREADS, Beside.ONE_THREAD);
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    rows.write(spark, tables.train());
  }

  @Override
  public Outcome run(Engine engine, Tables tables) {
    try (TrainingTiles training = TrainingTiles.of(engine.spark(), tables, Optional.empty())) {
      int threads = engine.spark().sparkContext().defaultParallelism();
      Objective objective = training.objective();
      double[] at = new double[objective.network().layout().size()];
      Risk risk = new TiledRisk(objective, TileSums.of(training.cached(), TrainingTiles.DEPTH));
      TilesByThreads all = new TilesByThreads(training.inPlace(), threads);
      TilesByThreads alone = new TilesByThreads(all.tiles(), 1);
      Map<String, Double> seconds =
          new Turns(() -> risk.at(at, risk.all()).meanGradient())
              .add(Beside.HALF, () -> risk.at(at, first(2)).meanGradient())
              .add(Beside.QUARTER, () -> risk.at(at, first(4)).meanGradient())
              .add(Beside.EIGHTH, () -> risk.at(at, first(8)).meanGradient())
              .add(Beside.THREADS, () -> all.pass(objective, at).meanGradient())
              .add(Beside.ONE_THREAD, () -> alone.pass(objective, at).meanGradient())
              .seconds(PASSES);
      LossGradient found = risk.at(at, first(2));
      double[] expected = new LocalRisk(objective, all.tiles()).at(at, first(2)).meanGradient();
      return Turns.outcome(seconds, training.seconds(), found.meanLoss())
          .with(Goal.Same.DIFFERENCE, Goal.Same.difference(found.meanGradient(), expected));
    }
  }

  /** One of so many parts. */
  private MiniBatch first(int parts) {
    return new MiniBatch(0, rows.count() / parts);
  }
}
