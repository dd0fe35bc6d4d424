package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A job that no job file could say cannot be made from records either. */
class JobRulesTest {
  private static final JobSpec LINEAR = Jobs.parse(Jobs.linear());
  private static final JobSpec LOGISTIC = Jobs.parse(Jobs.logistic());
  private static final JobSpec SOFTMAX = Jobs.parse(Jobs.softmax("data.classes = [a, b]"));
  private static final JobSpec MLP = Jobs.parse(Jobs.mlp("softmax"));
  private static final JobSpec EXACT = Jobs.parse(Jobs.linear("training.solver = exact"));
  private static final PenaltySpec LASSO =
      new PenaltySpec.Lasso(new Strength.One(1), PenaltyScale.STANDARDIZED);

  private static void refused(String message, ModelSpec model, JobSpec rest) {
    refused(message, model, rest, rest.training());
  }

  private static void refused(
      String message, ModelSpec model, JobSpec rest, TrainingSpec training) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new JobSpec(
                    rest.name(),
                    rest.seed(),
                    rest.data(),
                    rest.features(),
                    model,
                    training,
                    rest.evaluation(),
                    rest.use(),
                    rest.output(),
                    Optional.empty(),
                    rest.tune()))
        .withMessage(message);
  }

  private static ModelSpec with(PenaltySpec penalty, JobSpec job) {
    ModelSpec model = job.model();
    return new ModelSpec(model.type(), model.loss(), true, model.hidden(), penalty);
  }

  private static ModelSpec huber() {
    LossSpec huber = new LossSpec.Huber(1);
    return new ModelSpec(ModelType.LINEAR, huber, true, Optional.empty(), new PenaltySpec.None());
  }

  private static TrainingSpec with(OptimizerSpec optimizer, Then then) {
    SolverSpec.MiniBatch descent = Jobs.descent(LINEAR);
    StepSpec step = descent.step();
    return with(
        new SolverSpec.MiniBatch(
            new StepSpec(step.batchSize(), optimizer, step.rate(), OptionalDouble.empty()),
            20,
            descent.averaging(),
            then));
  }

  private static TrainingSpec with(SolverSpec solver) {
    return new TrainingSpec(
        solver,
        Precision.AUTO,
        2,
        new StartSpec.Fresh(),
        Optional.empty(),
        LINEAR.training().stop(),
        Optional.empty());
  }

  @Test
  void rolesOfTheLabelGoWithTheModel() {
    String threshold = "evaluation.threshold goes with model.type = logistic";
    refused(threshold, LINEAR.model(), LOGISTIC);
    refused(threshold, LOGISTIC.model(), LINEAR);
    refused("data.classes goes with the softmax loss", LINEAR.model(), SOFTMAX);
    JobSpec positive = Jobs.parse(Jobs.logistic("data.positive = yes"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobRules.ofModel(LINEAR.model(), positive.data()))
        .withMessage("data.positive goes with model.type = logistic");
  }

  @Test
  void rowsToKeepGoWithAModel() {
    JobSpec scored = Jobs.parse(Jobs.linear("data.score = p"));
    EvaluationSpec examples = Jobs.parse(Jobs.linear("evaluation.examples {}")).evaluation();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobRules.ofEvaluation(scored.model(), scored.data(), examples))
        .withMessage("evaluation.examples goes with a model, not with data.score");
  }

  @Test
  void curvesAndSlicesGoWithTheData() {
    JobSpec bins = Jobs.parse(Jobs.softmax("evaluation.curves.bins = 9"));
    refused("evaluation.curves goes with models of classes", LINEAR.model(), bins);
    String rule = "evaluation.slices must not name the label, the weight or a score";
    JobSpec scored = Jobs.parse(Jobs.linear("data { weight = w, score = p }"));
    for (String column : List.of("y", "w", "p")) {
      EvaluationSpec slices =
          new EvaluationSpec(
              Optional.empty(),
              new CurvesSpec.Exact(),
              List.of(column),
              Optional.empty(),
              Optional.empty());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JobRules.ofEvaluation(scored.model(), scored.data(), slices))
          .withMessage(rule);
    }
  }

  @Test
  void scoresAreOfTheModel() {
    String kind = "data.score must be of the kind that the model predicts";
    refused(kind, LINEAR.model(), Jobs.parse(Jobs.softmax("data.score = p")));
    refused(kind, LOGISTIC.model(), Jobs.parse(Jobs.linear("data.score = p")));
    String none = "data.score without a kind goes with no model";
    JobSpec untold = Jobs.parse(Jobs.untyped("data.score = p"));
    refused(none, huber(), untold);
    refused(none, untold.model(), untold, EXACT.training());
    String threshold = "evaluation.threshold goes with model.type = logistic";
    JobSpec two = Jobs.parse(Jobs.logistic("data.score = p"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobRules.ofEvaluation(two.model(), two.data(), LINEAR.evaluation()))
        .withMessage(threshold);
  }

  @Test
  void classWeightsAndClippingGoWithTheModel() {
    JobSpec balanced = Jobs.parse(Jobs.softmax("training.class-weights = balanced"));
    refused(
        "training.class-weights goes with models of classes",
        LINEAR.model(),
        LINEAR,
        balanced.training());
    JobSpec clipped = Jobs.parse(Jobs.mlp("softmax", "training.clip-norm = 5"));
    refused(
        "training.clip-norm goes with model.type = mlp",
        LINEAR.model(),
        LINEAR,
        clipped.training());
  }

  @Test
  void theExactSolverIsForLeastSquaresAndPathsAreForIt() {
    String exact = "training.solver = exact goes with a linear model and the squared loss";
    refused(exact, huber(), EXACT);
    refused(exact, SOFTMAX.model(), SOFTMAX, EXACT.training());
    PenaltySpec path =
        new PenaltySpec.Ridge(new Strength.Path(1, 0.1, 3), PenaltyScale.STANDARDIZED);
    refused(
        "model.penalty.strengths goes with training.solver = exact", with(path, LINEAR), LINEAR);
  }

  @Test
  void aLassoPartNeedsAProx() {
    String rule = "a lasso part goes with sgd, or with nesterov without momentum of its own";
    ModelSpec lasso = with(LASSO, LINEAR);
    refused(rule, lasso, LINEAR);
    OptimizerSpec momentum = new OptimizerSpec.Nesterov(OptionalDouble.of(0.9));
    refused(rule, lasso, LINEAR, with(momentum, Then.NOTHING));
    OptimizerSpec fista = new OptimizerSpec.Nesterov(OptionalDouble.empty());
    refused(rule, LINEAR.model(), LINEAR, with(fista, Then.NOTHING));
  }

  @Test
  void aLassoPartOfAnMlpHasNoLbfgs() {
    String rule = "l-bfgs does not go with a lasso part of an mlp";
    ModelSpec lasso = with(LASSO, MLP);
    refused(rule, lasso, MLP, with(new SolverSpec.Lbfgs(500)));
    refused(rule, lasso, MLP, with(new OptimizerSpec.Sgd(), Then.L_BFGS));
  }

  @Test
  void aModelAgreesWithItself() {
    PenaltySpec none = new PenaltySpec.None();
    PenaltySpec original = new PenaltySpec.Ridge(new Strength.One(1), PenaltyScale.ORIGINAL);
    Optional<HiddenSpec> hidden = MLP.model().hidden();
    LossSpec softmax = new LossSpec.Softmax();
    Map<String, Runnable> wrong =
        Map.of(
            "model.loss must be one of model.type = linear",
            () -> new ModelSpec(ModelType.LINEAR, softmax, true, Optional.empty(), none),
            "model.loss must be one of model.type = logistic",
            () -> new ModelSpec(ModelType.LOGISTIC, softmax, true, Optional.empty(), none),
            "model.loss must be one of model.type = softmax",
            () ->
                new ModelSpec(
                    ModelType.SOFTMAX, new LossSpec.Squared(), true, Optional.empty(), none),
            "model.loss must be one of model.type = mlp",
            () -> new ModelSpec(ModelType.MLP, new LossSpec.Poisson(), true, hidden, none),
            "model.hidden goes with model.type = mlp",
            () -> new ModelSpec(ModelType.SOFTMAX, softmax, true, hidden, none),
            "model.intercept = false does not go with model.type = mlp",
            () -> new ModelSpec(ModelType.MLP, softmax, false, hidden, none),
            "model.penalty.on = original does not go with model.type = mlp",
            () -> new ModelSpec(ModelType.MLP, softmax, true, hidden, original));
    wrong.forEach(
        (message, make) ->
            assertThatIllegalArgumentException().isThrownBy(make::run).withMessage(message));
  }

  @Test
  void anExactSolutionHasNothingOfSteps() {
    TrainingSpec exact = EXACT.training();
    StopSpec patient =
        new StopSpec(
            OptionalDouble.empty(), OptionalInt.of(1), StopMetric.TRAIN_LOSS, Optional.empty());
    StopSpec hurried = Jobs.parse(Jobs.linear("training.stop.max-time = 1h")).training().stop();
    String rest = " does not go with training.solver = exact";
    List<StopSpec> stops = List.of(patient, hurried);
    List<String> keys = List.of("training.stop.patience", "training.stop.max-time");
    for (int i = 0; i < stops.size(); i++) {
      StopSpec stop = stops.get(i);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> exact(Precision.AUTO, exact.start(), stop))
          .withMessage(keys.get(i) + rest);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exact(Precision.SINGLE, exact.start(), exact.stop()))
        .withMessage("training.precision = single" + rest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exact(Precision.AUTO, new StartSpec.Champion(), exact.stop()))
        .withMessage("training.start" + rest);
  }

  private static TrainingSpec exact(Precision precision, StartSpec start, StopSpec stop) {
    return new TrainingSpec(
        new SolverSpec.Exact(), precision, 2, start, Optional.empty(), stop, Optional.empty());
  }
}
