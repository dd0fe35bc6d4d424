package dev.descent.jobs.bench;

import dev.descent.objective.LocalRisk;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Sgd;
import dev.descent.solve.LocalShards;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Position;
import dev.descent.solve.ShardRound;
import dev.descent.solve.Shards;
import dev.descent.solve.StepRule;
import dev.descent.spark.train.TiledShards;
import dev.descent.spark.train.TreeAggregate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Mini-batch steps that one shard takes in one job, in turns with the gradients of such steps
 * alone.
 */
record StepsInJob(String name, int steps) implements WorkloadInTurns {
  static final StepsInJob HUNDRED = new StepsInJob("steps-in-job", 100);

  private static final DenseRows ROWS = new DenseRows(20_000, 28);
  private static final int ROUNDS = 50;
  private static final int BATCH = 128;
  private static final double RATE = 0.1;

  @Override
  public Optional<Workload> small() {
    return Optional.of(this);
  }

  @Override
  public List<Beside> besides() {
    return List.of(Beside.GRADIENTS);
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    ROWS.write(spark, tables.train());
  }

  @Override
  public Outcome run(Engine engine, Tables tables) {
    try (TrainingTiles training = TrainingTiles.of(engine.spark(), tables, Optional.of(1))) {
      ShardRound round = round(training.objective());
      Shards shards = new TiledShards(new TreeAggregate(training.cached(), TrainingTiles.DEPTH), 1);
      LocalRisk risk = new LocalRisk(training.objective(), training.inPlace());
      Map<String, Double> seconds =
          new Turns(() -> shards.after(round).position())
              .add(Beside.GRADIENTS, () -> gradients(risk, round))
              .seconds(ROUNDS);
      double[] reached = parameters(shards, round);
      double[] alone = parameters(new LocalShards(training.inPlace(), 1), round);
      double gradients = seconds.getOrDefault(Beside.GRADIENTS.figure(), Double.NaN);
      return Turns.outcome(seconds, training.seconds(), risk.at(reached, risk.all()).meanLoss())
          .with(Goal.Same.DIFFERENCE, Goal.Same.difference(reached, alone))
          .with("secondsAStepBeyondGradients", (Turns.own(seconds) - gradients) / steps);
    }
  }

  private ShardRound round(Objective objective) {
    StepRule rule = new StepRule(new Sgd(), new Constant(RATE));
    MiniBatchDescent descent = new MiniBatchDescent(rule, BATCH, 1, Metric.TRAIN_LOSS);
    double[] start = new double[objective.network().layout().size()];
    Position from = new Position(start, rule.optimizer().init(start.length));
    return new ShardRound(objective, descent, 1, from, 0, steps);
  }

  private void gradients(LocalRisk risk, ShardRound round) {
    double[] at = round.from().parameters();
    for (int step = 0; step < steps; step++) {
      long first = (long) step * BATCH;
      risk.at(at, new MiniBatch(first, first + BATCH)).meanGradient();
    }
  }

  private static double[] parameters(Shards shards, ShardRound round) {
    return shards.after(round).position().orElseThrow().parameters();
  }
}
