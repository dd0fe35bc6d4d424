package dev.descent.jobs.bench;

import dev.descent.data.HashOrder;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Sgd;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Risks;
import dev.descent.solve.States;
import dev.descent.solve.StepRule;
import dev.descent.solve.TrainingState;
import dev.descent.spark.train.TiledRisk;
import dev.descent.spark.train.TreeAggregate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A step of full-batch descent with few parameters, a tile in each partition, in turns with a
 * treeAggregate over the same partitions that does nothing.
 */
record Steps(String name, int partitions) implements WorkloadInTurns {
  private static final Steps FEW = new Steps("steps", 2);
  static final List<Workload> USUAL =
      List.of(FEW, new Steps("steps-64", 64), new Steps("steps-256", 256));

  private static final int ROUNDS = 100;
  private static final int COLUMNS = 10;
  private static final double RATE = 0.1;

  @Override
  public Optional<Workload> small() {
    return Optional.of(FEW);
  }

  @Override
  public List<Beside> besides() {
    return List.of(Beside.EMPTY);
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    int rows = partitions * HashOrder.ROWS_A_TILE;
    new DenseRows(rows, COLUMNS).write(spark, tables.train());
  }

  @Override
  public Outcome run(Engine engine, Tables tables) {
    Optional<Integer> parts = Optional.of(partitions);
    try (TrainingTiles training = TrainingTiles.of(engine.spark(), tables, parts)) {
      Objective objective = training.objective();
      Walk walk =
          new Walk(
              objective,
              new TiledRisk(objective, new TreeAggregate(training.cached(), TrainingTiles.DEPTH)));
      Map<String, Double> seconds =
          new Turns(walk::step)
              .add(Beside.EMPTY, () -> Limits.treeAggregate(training.cached().tiles()))
              .seconds(ROUNDS);
      TrainingState reached = walk.step();
      Walk alone = new Walk(objective, new LocalRisk(objective, training.inPlace()));
      TrainingState expected = alone.step();
      while (expected.step() < reached.step()) {
        expected = alone.step();
      }
      double difference = Goal.Same.difference(reached.parameters(), expected.parameters());
      return Turns.outcome(seconds, training.seconds(), reached.last().objective())
          .with(Goal.Same.DIFFERENCE, difference);
    }
  }

  /** Descent from zeros, a step at a time. */
  private static final class Walk {
    private final States states;

    Walk(Objective objective, Risk risk) {
      StepRule rule = new StepRule(new Sgd(), new Constant(RATE));
      MiniBatchDescent descent = new MiniBatchDescent(rule, risk.rows(), 1, Metric.TRAIN_LOSS);
      double[] start = new double[objective.network().layout().size()];
      Risks risks = new Risks(risk, Optional.empty());
      states = descent.states(risks, objective, descent.start(start));
    }

    TrainingState step() {
      return states.next();
    }
  }
}
