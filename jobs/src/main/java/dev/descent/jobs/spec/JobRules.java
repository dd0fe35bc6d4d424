package dev.descent.jobs.spec;

/** What the sections of a job must agree on. */
final class JobRules {
  private JobRules() {}

  /**
   * The settings that go with some models only.
   *
   * @throws IllegalArgumentException when another model has one
   */
  static void ofModel(ModelSpec model, DataSpec data, EvaluationSpec evaluation) {
    boolean logistic = model.type() == ModelType.LOGISTIC;
    boolean softmax = model.loss() instanceof LossSpec.Softmax;
    require(
        evaluation.threshold().isPresent() == logistic,
        "evaluation.threshold goes with model.type = logistic");
    require(data.positive().isEmpty() || logistic, "data.positive goes with model.type = logistic");
    require(data.classes().isEmpty() || softmax, "data.classes goes with the softmax loss");
  }

  /**
   * What a solver can do.
   *
   * @throws IllegalArgumentException when the model asks for more
   */
  static void ofTraining(ModelSpec model, TrainingSpec training) {
    boolean exact = training.solver() instanceof SolverSpec.Exact;
    require(
        training.classWeights().isEmpty() || model.classifies(),
        "training.class-weights goes with models of classes");
    require(
        !exact || isLeastSquares(model),
        "training.solver = exact goes with a linear model and the squared loss");
    require(
        exact || model.penalty().strength() instanceof Strength.One,
        "model.penalty.strengths goes with training.solver = exact");
    boolean lasso = model.penalty().hasLassoPart();
    require(
        !(lasso && model.type() == ModelType.MLP && usesLbfgs(training.solver())),
        "l-bfgs does not go with a lasso part of an mlp");
    if (training.solver() instanceof SolverSpec.MiniBatch descent) {
      ofStep(model, descent.step());
    }
  }

  private static void ofStep(ModelSpec model, StepSpec step) {
    require(
        step.clipNorm().isEmpty() || model.type() == ModelType.MLP,
        "training.clip-norm goes with model.type = mlp");
    require(
        fits(step.optimizer(), model.penalty().hasLassoPart()),
        "a lasso part goes with sgd, or with nesterov without momentum of its own");
  }

  private static boolean isLeastSquares(ModelSpec model) {
    return model.type() == ModelType.LINEAR && model.loss() instanceof LossSpec.Squared;
  }

  private static boolean usesLbfgs(SolverSpec solver) {
    return solver instanceof SolverSpec.Lbfgs
        || (solver instanceof SolverSpec.MiniBatch descent && descent.then() == Then.L_BFGS);
  }

  private static boolean fits(OptimizerSpec optimizer, boolean lasso) {
    return optimizer instanceof OptimizerSpec.Nesterov nesterov
        ? nesterov.momentum().isEmpty() == lasso
        : !lasso || optimizer instanceof OptimizerSpec.Sgd;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
