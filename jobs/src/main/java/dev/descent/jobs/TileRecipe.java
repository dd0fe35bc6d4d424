package dev.descent.jobs;

import dev.descent.data.Precision;
import dev.descent.jobs.spec.BatchSize;
import dev.descent.jobs.spec.ClassWeightsSpec;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.LossSpec;
import dev.descent.jobs.spec.Scalar;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.loss.Poisson;
import dev.descent.spark.data.ClassWeights;
import dev.descent.spark.data.Target;
import dev.descent.spark.data.TrainingData;
import java.util.Optional;

/** How the rows of a job become tiles: what its job file says that decides about them. */
record TileRecipe(JobSpec spec) {

  /** How the training table becomes tiles. */
  TrainingData.Settings settings() {
    return new TrainingData.Settings(
        target(),
        scaling(),
        new FeatureRecipe(spec).rules(),
        classWeights(),
        new TrainingData.Tiles(precision(), new Recipe(spec).shards(), zeros()),
        spec.seed(),
        spec.training().depth());
  }

  /** Products of features with one another, and hidden layers, take all features. */
  private TrainingData.Zeros zeros() {
    boolean exact = spec.training().solver() instanceof SolverSpec.Exact;
    boolean path = new Recipe(spec).path().isPresent();
    if (exact || path || spec.model().hidden().isPresent()) {
      return TrainingData.Zeros.STORED;
    }
    return takesAllRows() ? TrainingData.Zeros.LEFT_OUT_BY_COLUMNS : TrainingData.Zeros.LEFT_OUT;
  }

  /** Whether every step is a sum over all rows. */
  private boolean takesAllRows() {
    return !(spec.training().solver() instanceof SolverSpec.MiniBatch descent)
        || descent.step().batchSize() instanceof BatchSize.Full;
  }

  private ClassWeights classWeights() {
    Optional<ClassWeightsSpec> weights = spec.training().classWeights();
    if (weights.isEmpty()) {
      return new ClassWeights.Equal();
    }
    return weights.get() instanceof ClassWeightsSpec.ByClass given
        ? new ClassWeights.Given(given.weights())
        : new ClassWeights.Balanced();
  }

  /** What the model is to predict. */
  Target target() {
    LossSpec loss = spec.model().loss();
    if (loss instanceof LossSpec.Logistic) {
      return new Target.TwoClasses(spec.data().positive().map(Scalar::asLabel));
    }
    if (loss instanceof LossSpec.Softmax) {
      return new Target.SeveralClasses(
          spec.data().classes().stream().map(Scalar::asLabel).toList());
    }
    return loss instanceof LossSpec.Poisson
        ? new Target.Numbers(Poisson.LEAST_LABEL)
        : new Target.Numbers();
  }

  private TrainingData.Scaling scaling() {
    if (!spec.features().standardize()) {
      return TrainingData.Scaling.NONE;
    }
    return spec.model().intercept() ? TrainingData.Scaling.CENTRED : TrainingData.Scaling.SCALED;
  }

  private Optional<Precision> precision() {
    if (spec.training().solver() instanceof SolverSpec.Exact) {
      return Optional.of(Precision.DOUBLE);
    }
    return switch (spec.training().precision()) {
      case AUTO -> Optional.empty();
      case SINGLE -> Optional.of(Precision.SINGLE);
      case DOUBLE -> Optional.of(Precision.DOUBLE);
    };
  }
}
