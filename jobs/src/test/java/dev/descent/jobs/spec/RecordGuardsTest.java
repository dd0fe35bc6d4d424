package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordGuardsTest {
  private static void refused(String message, ThrowingCallable make) {
    assertThatIllegalArgumentException().isThrownBy(make).withMessage(message);
  }

  @Test
  void numbersAreWithinTheirBounds() {
    refused(
        "penalty.strength must be a finite number >= 0, but was -1.0", () -> new Strength.One(-1));
    refused(
        "rate.initial must be a finite number > 0, but was NaN",
        () -> new RateSpec.Constant(Double.NaN, 0));
    refused(
        "rate.power must be a finite number > 0, but was 0.0",
        () -> new RateSpec.InverseScaling(1, 0, 0));
    refused(
        "optimizer.beta2 must be a finite number in [0, 1), but was 1.0",
        () -> new OptimizerSpec.Adam(0, 1, 1));
    refused(
        "data.bad-rows.skip-at-most must be a finite number in (0, 1), but was 1.0",
        () -> skipping(1, 1));
    refused(
        "data.train-share must be a finite number in (0, 1], but was 0.0", () -> skipping(0.5, 0));
    refused(
        "split.test + split.validation must be a finite number in [0, 1), but was 1.0",
        () -> new SplitSpec.ByHash(0.5, 0.5, 0));
    refused(
        "features.divide-by must be a finite number other than 0, but was 0.0",
        () ->
            new FeaturesSpec(
                List.of("*"),
                List.of(),
                Optional.empty(),
                CategoriesSpec.byThemselves(),
                new MissingSpec(Fill.FAIL, false),
                Optional.empty(),
                0,
                true));
    refused(
        "evaluation.threshold must be a finite number in [0, 1], but was 2.0",
        () -> new ThresholdSpec.At(2));
    refused("batch-size must be >= 1, but was 0", () -> new BatchSize.Rows(0));
    refused("a scalar must be finite, but was Infinity", () -> new Scalar.Numeric(1 / 0.0));
    refused(
        "stop.max-time must be > 0, but was PT0S",
        () ->
            new StopSpec(
                OptionalDouble.empty(),
                OptionalInt.empty(),
                StopMetric.TRAIN_LOSS,
                Optional.of(Duration.ZERO)));
    refused(
        "training.checkpoint.every must be > 0, but was PT0S",
        () -> new CheckpointSpec("check", Duration.ZERO));
    refused(
        "training.checkpoint.directory must not be blank",
        () -> new CheckpointSpec(" ", Duration.ofSeconds(1)));
  }

  @Test
  void numbersOfPenaltiesAreWithinTheirBounds() {
    refused(
        "loss.huber.delta must be a finite number > 0, but was 0.0", () -> new LossSpec.Huber(0));
    refused(
        "penalty.mixing must be a finite number in [0, 1], but was 1.5",
        () -> new PenaltySpec.ElasticNet(new Strength.One(1), 1.5, PenaltyScale.STANDARDIZED));
    refused(
        "penalty.strengths.from must be a finite number > 0, but was Infinity",
        () -> new Strength.Path(1 / 0.0, 1, 2));
    refused(
        "penalty.strengths.to must be a finite number > 0, but was 0.0",
        () -> new Strength.Path(1, 0, 2));
    refused(
        "penalty.strengths.to must be <= from, but 2.0 > 1.0", () -> new Strength.Path(1, 2, 2));
    refused(
        "penalty.strengths.steps must be from 2 to 10000, but was 1",
        () -> new Strength.Path(1, 1, 1));
    refused(
        "penalty.strengths.steps must be from 2 to 10000, but was 10001",
        () -> new Strength.Path(1, 1, 10_001));
  }

  @Test
  void numbersOfStepsAreWithinTheirBounds() {
    refused(
        "optimizer.momentum must be a finite number in [0, 1), but was 1.0",
        () -> new OptimizerSpec.Momentum(1));
    refused(
        "optimizer.momentum must be a finite number in [0, 1), but was -1.0",
        () -> new OptimizerSpec.Nesterov(OptionalDouble.of(-1)));
    refused(
        "optimizer.epsilon must be a finite number > 0, but was 0.0",
        () -> new OptimizerSpec.AdaGrad(0));
    refused(
        "optimizer.decay must be a finite number in [0, 1), but was 1.0",
        () -> new OptimizerSpec.RmsProp(1, 1));
    refused("rate.warm-up must be >= 0, but was -1", () -> new RateSpec.Cosine(1, -1));
    refused(
        "rate.decay must be a finite number in (0, 1), but was 1.0",
        () -> new RateSpec.Exponential(1, 1, 0));
    refused("rate.every must be >= 1, but was 0", () -> new RateSpec.Step(1, 0, 0.5, 0));
    refused(
        "rate.factor must be a finite number in (0, 1), but was 0.0",
        () -> new RateSpec.Step(1, 1, 0, 0));
    refused("average-every must be >= 1, but was 0", () -> new AverageEvery.Steps(0));
    refused(
        "training.shards must be >= 1, but was 0",
        () -> new AveragingSpec(new AverageEvery.Epoch(), 0));
    refused(
        "training.shards must be 1 with training.average-every = 1, but was 2",
        () -> new AveragingSpec(new AverageEvery.Steps(1), 2));
    refused("training.epochs must be >= 1, but was 0", () -> new SolverSpec.Lbfgs(0));
  }

  @Test
  void classesLayersAndProductsAreThere() {
    refused(
        "polynomial.degree must be from 1 to 64, but was 65",
        () -> new PolynomialSpec(65, false, false));
    refused(
        "model.hidden must be sizes from 1 to 1000000, at least one, but was []",
        () -> new HiddenSpec(List.of(), Activation.TANH));
    refused(
        "model.hidden must be sizes from 1 to 1000000, at least one, but was [3, 0]",
        () -> new HiddenSpec(List.of(3, 0), Activation.TANH));
    refused(
        "class-weights must be a finite number >= 0, but was -1.0",
        () -> new ClassWeightsSpec.ByClass(Map.of("a", -1.0)));
    refused(
        "class-weights must not all be 0, but was {a=0.0}",
        () -> new ClassWeightsSpec.ByClass(Map.of("a", 0.0)));
    SourceSpec source = new SourceSpec(SourceFormat.CSV, List.of("p"), Map.of());
    refused(
        "data.classes must be at least two and distinct, but was [Truth[value=true]]",
        () ->
            new DataSpec(
                source,
                Optional.empty(),
                Optional.empty(),
                "y",
                Optional.empty(),
                Optional.empty(),
                List.of(new Scalar.Truth(true)),
                Optional.empty(),
                List.of(),
                OptionalDouble.empty(),
                1,
                List.of()));
  }

  @Test
  void numbersOfEvaluationsAreWithinTheirBounds() {
    refused(
        "threshold.beta must be a finite number > 0, but was 0.0",
        () -> new ThresholdSpec.MaximizeFBeta(0));
    refused(
        "threshold.precision-at-least must be a finite number in (0, 1], but was 0.0",
        () -> new ThresholdSpec.PrecisionAtLeast(0));
    refused(
        "threshold.recall-at-least must be a finite number in (0, 1], but was 1.5",
        () -> new ThresholdSpec.RecallAtLeast(1.5));
    refused(
        "threshold.cost.false-positive must be a finite number >= 0, but was -1.0",
        () -> new ThresholdSpec.Cost(-1, 1));
    refused(
        "threshold.cost.false-negative must be a finite number >= 0, but was NaN",
        () -> new ThresholdSpec.Cost(1, Double.NaN));
    refused("threshold.cost must not be 0 both times", () -> new ThresholdSpec.Cost(0, 0));
    refused("curves.bins must be from 2 to 1048576, but was 1", () -> new CurvesSpec.Bins(1));
    refused(
        "curves.bins must be from 2 to 1048576, but was 1048577",
        () -> new CurvesSpec.Bins(1_048_577));
    refused("bootstrap must be from 1 to 100000, but was 0", () -> new BootstrapSpec(0, 0.5));
    refused(
        "bootstrap must be from 1 to 100000, but was 100001",
        () -> new BootstrapSpec(100_001, 0.5));
    refused(
        "evaluation.confidence must be a finite number in (0, 1), but was 1.0",
        () -> new BootstrapSpec(1, 1));
  }

  @Test
  void slicesAndScoresAreDistinct() {
    refused("evaluation.slices must not be blank", () -> slices(" "));
    refused("evaluation.slices must name each column once, but was [a, a]", () -> slices("a", "a"));
    refused(
        "data.score must be at least one and distinct, but was []",
        () -> new ScoreSpec(List.of(), Optional.empty()));
    refused(
        "data.score must be at least one and distinct, but was [a, a]",
        () -> new ScoreSpec(List.of("a", "a"), Optional.of(ScoreKind.SEVERAL_CLASSES)));
    refused("data.score must not be blank", () -> new ScoreSpec(List.of(""), Optional.empty()));
    refused(
        "data.score of several columns goes with several classes, but was [a, b]",
        () -> new ScoreSpec(List.of("a", "b"), Optional.of(ScoreKind.NUMBER)));
    refused(
        "data.score must differ from data.label and data.weight, but was [y, a]",
        () -> scored(List.of("y", "a"), 0));
    refused(
        "data.score must differ from data.label and data.weight, but was [a, w]",
        () -> scored(List.of("a", "w"), 0));
    refused(
        "data.classes must be as many as the columns of data.score = 2, but was"
            + " [Numeric[value=0.0], Numeric[value=1.0], Numeric[value=2.0]]",
        () -> scored(List.of("a", "b"), 3));
  }

  @Test
  void rowsToKeepHaveBounds() {
    refused(
        "evaluation.examples.rows must be from 1 to 5000, but was 5001",
        () -> new ExamplesSpec(5001, 1));
    refused(
        "evaluation.examples.worst must be from 1 to 200, but was 0", () -> new ExamplesSpec(1, 0));
  }

  private static EvaluationSpec slices(String... columns) {
    return new EvaluationSpec(
        Optional.empty(),
        new CurvesSpec.Exact(),
        List.of(columns),
        Optional.empty(),
        Optional.empty());
  }

  private static DataSpec skipping(double share, double trainShare) {
    return new DataSpec(
        new SourceSpec(SourceFormat.CSV, List.of("p"), Map.of()),
        Optional.empty(),
        Optional.empty(),
        "y",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        OptionalDouble.of(share),
        trainShare,
        List.of());
  }

  private static CategoriesSpec hashing(List<String> categorical, String hashed) {
    HashedSpec spec = new HashedSpec(List.of(hashed), 8);
    return new CategoriesSpec(categorical, Unseen.FAIL, OptionalInt.empty(), Optional.of(spec));
  }

  private static DataSpec scored(List<String> columns, int classes) {
    return new DataSpec(
        new SourceSpec(SourceFormat.CSV, List.of("p"), Map.of()),
        Optional.empty(),
        Optional.empty(),
        "y",
        Optional.of(new ScoreSpec(columns, Optional.of(ScoreKind.SEVERAL_CLASSES))),
        Optional.empty(),
        IntStream.range(0, classes).<Scalar>mapToObj(Scalar.Numeric::new).toList(),
        Optional.of("w"),
        List.of(),
        OptionalDouble.empty(),
        1,
        List.of());
  }

  @Test
  void listsAndTextsAreFilled() {
    refused(
        "a source needs at least one path",
        () -> new SourceSpec(SourceFormat.CSV, List.of(), Map.of()));
    refused(
        "features.columns must name at least one column",
        () ->
            new FeaturesSpec(
                List.of(),
                List.of(),
                Optional.empty(),
                CategoriesSpec.byThemselves(),
                new MissingSpec(Fill.FAIL, false),
                Optional.empty(),
                1,
                true));
    refused("features.vector must not be blank", () -> ofVector("", List.of(), Fill.FAIL));
    String alone =
        "features.vector stands alone, without features.columns, exclude, categorical, unseen,"
            + " rare, hashed and missing";
    refused(alone, () -> ofVector("v", List.of("a"), Fill.FAIL));
    refused(alone, () -> ofVector("v", List.of(), Fill.ZERO));
    refused(
        "features.rare.below must be >= 2, but was 1",
        () -> new CategoriesSpec(List.of(), Unseen.FAIL, OptionalInt.of(1), Optional.empty()));
    refused(
        "features.hashed.columns must name at least one column",
        () -> new HashedSpec(List.of(), 10));
    refused(
        "features.hashed.size must be from 2 to 16777216, but was 1",
        () -> new HashedSpec(List.of("a"), 1));
    refused(
        "features.hashed.size must be from 2 to 16777216, but was 16777217",
        () -> new HashedSpec(List.of("a"), (1 << 24) + 1));
    refused(
        "features.categorical and features.hashed.columns must not both name b",
        () -> hashing(List.of("a", "b"), "b"));
    refused(
        "features.columns and features.hashed.columns must not both name b",
        () ->
            new FeaturesSpec(
                List.of("b"),
                List.of(),
                Optional.empty(),
                hashing(List.of(), "b"),
                new MissingSpec(Fill.FAIL, false),
                Optional.empty(),
                1,
                true));
    refused(
        "features.missing.indicator goes with features.missing.fill = mean, median or zero",
        () -> new MissingSpec(Fill.FAIL, true));
    refused("training.start.model must not be blank", () -> new StartSpec.FromModel(""));
    refused("output.store.path must not be blank", () -> new StoreSpec(" ", false));
    refused("use.model.version must be >= 1, but was 0", () -> new UsedModel.AtVersion(0));
    refused("use.model.path must not be blank", () -> new UsedModel.AtPath(" "));
    refused("split.by.column must not be blank", () -> new SplitSpec.ByColumn(""));
    refused("split.by.time must not be blank", () -> new SplitSpec.ByTime("", 0.1, 0));
    SplitSpec.ByHash none = new SplitSpec.ByHash(0, 0, 1);
    refused("split.by.group must not be blank", () -> new SplitSpec.ByGroup("", none));
    refused(
        "split.by.group needs split.test or split.validation > 0",
        () -> new SplitSpec.ByGroup("g", none));
    refused(
        "split.stratify needs split.test or split.validation > 0",
        () -> new SplitSpec.Stratified(none));
    refused(
        "output.runs must not be blank",
        () -> new OutputSpec("", new StoreSpec("models", false), Optional.empty(), true, false));
  }

  private static FeaturesSpec ofVector(String name, List<String> exclude, Fill fill) {
    return new FeaturesSpec(
        List.of("*"),
        exclude,
        Optional.of(name),
        CategoriesSpec.byThemselves(),
        new MissingSpec(fill, false),
        Optional.empty(),
        1,
        true);
  }
}
