package dev.descent.jobs.spec;

import java.util.Optional;
import java.util.stream.Stream;

/** What the sections of a job must agree on. */
final class JobRules {
  private JobRules() {}

  /**
   * The settings that go with some models only.
   *
   * @throws IllegalArgumentException when another model has one
   */
  static void ofModel(ModelSpec model, DataSpec data) {
    boolean logistic = model.type() == ModelType.LOGISTIC;
    boolean softmax = model.loss() instanceof LossSpec.Softmax;
    require(data.positive().isEmpty() || logistic, "data.positive goes with model.type = logistic");
    require(data.classes().isEmpty() || softmax, "data.classes goes with the softmax loss");
    boolean stratified = data.split().filter(SplitSpec.Stratified.class::isInstance).isPresent();
    boolean untold = data.score().filter(score -> score.kind().isEmpty()).isPresent();
    require(
        !stratified || model.classifies() || untold,
        "data.split.stratify goes with models of classes");
  }

  /**
   * Scores of which the data decide what they are.
   *
   * @throws IllegalArgumentException when a model of its own would tell it
   */
  static void ofScore(Fitting fitting, DataSpec data) {
    boolean told = data.score().flatMap(ScoreSpec::kind).isPresent();
    require(
        data.score().isEmpty() || told || fitting.equals(Fitting.inPlaceOfNone(data)),
        "data.score without a kind goes with no model");
  }

  /**
   * What scores are and how they are judged.
   *
   * @throws IllegalArgumentException when the model is of others
   */
  static void ofEvaluation(ModelSpec model, DataSpec data, EvaluationSpec evaluation) {
    Optional<ScoreKind> told = data.score().flatMap(ScoreSpec::kind);
    boolean untold = data.score().isPresent() && told.isEmpty();
    boolean logistic = model.type() == ModelType.LOGISTIC;
    require(
        told.isEmpty() || told.get() == ScoreKind.of(model.loss()),
        "data.score must be of the kind that the model predicts");
    require(
        untold || evaluation.threshold().isPresent() == logistic,
        "evaluation.threshold goes with model.type = logistic");
    require(
        untold || model.classifies() || evaluation.curves() instanceof CurvesSpec.Exact,
        "evaluation.curves goes with models of classes");
    require(
        data.score().isEmpty() || evaluation.examples().isEmpty(),
        "evaluation.examples goes with a model, not with data.score");
    Stream<String> taken =
        Stream.of(
                Stream.of(data.label()),
                data.weight().stream(),
                data.score().stream().flatMap(score -> score.columns().stream()))
            .flatMap(columns -> columns);
    require(
        taken.noneMatch(evaluation.slices()::contains),
        "evaluation.slices must not name the label, the weight or a score");
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

  /**
   * What retraining takes for granted.
   *
   * @throws IllegalArgumentException when the job is another one
   */
  static void ofRetrain(
      RetrainSpec retrain, ModelSpec model, DataSpec data, EvaluationSpec evaluation) {
    require(data.score().isEmpty(), "retrain goes with a model, not with data.score");
    require(data.hasTest(), "retrain needs test rows");
    boolean stratified = data.split().filter(SplitSpec.Stratified.class::isInstance).isPresent();
    require(!stratified, "retrain does not go with data.split.stratify");
    require(
        evaluation.curves() instanceof CurvesSpec.Exact, "retrain needs evaluation.curves = exact");
    require(
        retrain.gates().metric().isOf(ScoreKind.of(model.loss())),
        "retrain.gates.metric must be one of the model's");
    require(
        retrain.gates().calibrationErrorAtMost().isEmpty()
            || ScoreKind.of(model.loss()) == ScoreKind.TWO_CLASSES,
        "retrain.gates.calibration-error-at-most goes with model.type = logistic");
    require(
        retrain.gates().slicesMayLose().isEmpty() || !evaluation.slices().isEmpty(),
        "retrain.gates.slices-may-lose needs evaluation.slices");
  }

  /**
   * What tuning takes for granted.
   *
   * @throws IllegalArgumentException when the job is another one
   */
  static void ofTune(TuneSpec tune, ModelSpec model, DataSpec data, TrainingSpec training) {
    require(data.score().isEmpty(), "tune goes with a model, not with data.score");
    require(tune.hasFolds() || data.hasValidation(), "tune needs folds or validation rows");
    boolean byTime = data.split().filter(SplitSpec.ByTime.class::isInstance).isPresent();
    require(!tune.hasFolds() || !byTime, "tune.folds does not go with data.split.by { time }");
    require(
        tune.metric().isOf(ScoreKind.of(model.loss())), "tune.metric must be one of the model's");
    require(
        !(tune.search() instanceof SearchSpec.Halving) || training.solver().isBoundByEpochs(),
        "tune.search { halving } goes with a solver that training.epochs ends");
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
