package dev.descent.spark;

import dev.descent.data.Precision;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Loss;
import dev.descent.loss.Squared;
import dev.descent.model.ModelFiles;
import dev.descent.network.Linear;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Sgd;
import dev.descent.penalty.None;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Risks;
import dev.descent.solve.StepRule;
import dev.descent.solve.StoppingRule;
import dev.descent.solve.TrainingState;
import dev.descent.spark.data.ClassWeights;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.FeatureRules;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.Target;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.train.TiledRisk;
import dev.descent.spark.train.TreeAggregate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A training in tests: the whole line from a table to parameters, with everything that must not
 * matter open to change.
 */
public record TestTraining(
    List<String> features,
    String label,
    Target target,
    Polynomial polynomial,
    Precision precision,
    int partitions,
    int depth,
    long batchSize,
    int epochs) {

  public static TestTraining of(List<String> features, String label) {
    return new TestTraining(
        features, label, new Target.Numbers(), Polynomial.none(), Precision.DOUBLE, 2, 2, 500, 3);
  }

  public TestTraining polynomial(Polynomial other) {
    return new TestTraining(
        features, label, target, other, precision, partitions, depth, batchSize, epochs);
  }

  public TestTraining partitions(int other) {
    return new TestTraining(
        features, label, target, polynomial, precision, other, depth, batchSize, epochs);
  }

  public TestTraining depth(int other) {
    return new TestTraining(
        features, label, target, polynomial, precision, partitions, other, batchSize, epochs);
  }

  public TestTraining precision(Precision other) {
    return new TestTraining(
        features, label, target, polynomial, other, partitions, depth, batchSize, epochs);
  }

  public Table table(Dataset<Row> rows) {
    Columns columns = new Columns(features, Optional.of(label), Optional.empty(), List.of());
    return new Table("data.train", rows, columns, new Split.All(Side.TRAIN));
  }

  public TrainingData prepare(Dataset<Row> rows) {
    return TrainingData.prepare(table(rows), settings());
  }

  public TrainingData.Settings settings() {
    return settings(1);
  }

  public TrainingData.Settings settings(double divideBy) {
    return new TrainingData.Settings(
        target,
        TrainingData.Scaling.CENTRED,
        FeatureRules.of(divideBy, polynomial),
        new ClassWeights.Equal(),
        TrainingData.Tiles.of(precision, partitions),
        42,
        depth);
  }

  public Objective objective(Loss loss) {
    return new Objective(new Linear(inputs(), true), loss, new None());
  }

  private int inputs() {
    return (int) polynomial.features(features.size());
  }

  /** SHA-256 of the parameters after training. */
  public String sha256(Dataset<Row> rows) {
    return ModelFiles.parametersSha256(train(rows).parameters());
  }

  public TrainingState train(Dataset<Row> rows) {
    return train(table(rows));
  }

  /** The same of a table with columns of its own. */
  public TrainingState train(Table table) {
    try (TrainingData data = TrainingData.prepare(table, settings())) {
      int inputs = data.encoding().features().size();
      Objective objective = new Objective(new Linear(inputs, true), new Squared(), new None());
      Risk risk = new TiledRisk(objective, new TreeAggregate(data.train(), depth));
      MiniBatchDescent descent =
          new MiniBatchDescent(
              new StepRule(new Sgd(), new Constant(0.05)), batchSize, 42, Metric.TRAIN_LOSS);
      Iterator<TrainingState> states =
          descent.states(
              new Risks(risk, Optional.empty()), objective, descent.start(new double[inputs + 1]));
      TrainingState state = states.next();
      StoppingRule rule = StoppingRule.divergence().or(StoppingRule.maxEpochs(epochs));
      while (!state.endsEpoch() || rule.verdict(state.history()).isEmpty()) {
        state = states.next();
      }
      return state;
    }
  }
}
