package dev.descent.jobs.bench;

import dev.descent.objective.LocalRisk;
import dev.descent.objective.LossGradient;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.spark.train.TileSums;
import dev.descent.spark.train.TiledRisk;
import dev.ludovic.netlib.blas.BLAS;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Loss and gradient of a logistic regression over cached float32 tiles, in turns with what they
 * cannot do without: the two products of every tile, by as many threads.
 */
record GradientPass(String name, DenseRows rows) implements WorkloadInTurns {
  static final List<Workload> USUAL =
      List.of(
          new GradientPass("gradient-pass-28", new DenseRows(4_000_000, 28)),
          new GradientPass("gradient-pass-100", new DenseRows(1_000_000, 100)),
          new GradientPass("gradient-pass-500", new DenseRows(400_000, 500)));

  private static final GradientPass SMALL =
      new GradientPass("gradient-pass-28-20k", new DenseRows(20_000, 28));

  private static final int PASSES = 25;
  private static final double GIGA = 1e9;

  @Override
  public Optional<Workload> small() {
    return Optional.of(SMALL);
  }

  @Override
  public List<Beside> besides() {
    return List.of(Beside.BARE, Beside.OPENBLAS, Beside.THREADS);
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    rows.write(spark, tables.train());
  }

  @Override
  public Outcome run(Engine engine, Tables tables) {
    try (TrainingTiles training = TrainingTiles.of(engine.spark(), tables, Optional.empty())) {
      int threads = engine.spark().sparkContext().defaultParallelism();
      TilesByThreads bare = new TilesByThreads(training.inPlace(), threads);
      Objective objective = training.objective();
      double[] at = parameters(objective);
      Risk risk = new TiledRisk(objective, TileSums.of(training.cached(), TrainingTiles.DEPTH));
      Turns turns = new Turns(() -> risk.at(at, risk.all()).meanGradient());
      turns.add(Beside.BARE, () -> bare.multiply(SgemvPair.ofDescent()));
      openBlas().ifPresent(blas -> turns.add(Beside.OPENBLAS, () -> bare.multiply(blas)));
      turns.add(Beside.THREADS, () -> bare.pass(objective, at).meanGradient());
      Map<String, Double> seconds = turns.seconds(PASSES);
      LossGradient found = risk.at(at, risk.all());
      double[] alone = new LocalRisk(objective, bare.tiles()).at(at, risk.all()).meanGradient();
      double bytes = (double) Float.BYTES * rows.count() * rows.width();
      double rate = bytes / Turns.own(seconds) / GIGA;
      return Turns.outcome(seconds, training.seconds(), found.meanLoss())
          .with(Goal.Same.DIFFERENCE, Goal.Same.difference(found.meanGradient(), alone))
          .with("gigabytesPerSecond", rate)
          .with("shareOfReadBandwidth", rate / Limits.readBandwidth(threads));
    }
  }

  /** Netlib's, if it has found OpenBLAS. */
  private static Optional<SgemvPair> openBlas() {
    BLAS blas = BLAS.getInstance();
    return EngineKind.MLLIB_OPENBLAS.accepts(blas.getClass().getSimpleName())
        ? Optional.of(SgemvPair.of(blas))
        : Optional.empty();
  }

  private static double[] parameters(Objective objective) {
    int size = objective.network().layout().size();
    return IntStream.range(0, size).mapToDouble(j -> 0.1 / (1 + j % 7)).toArray();
  }
}
