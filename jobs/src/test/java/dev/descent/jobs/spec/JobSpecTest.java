package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSpecTest {
  static final String FULL =
      """
      name = churn-2.eu
      seed = 7
      data {
        train { format = csv, path = ["a.csv", "s3a://b/c.csv"], options { header = true, sep = ";", n = 1.10 } }
        split { test = 0.2, validation = 0.1, seed = 3, by = hash }
        label = churned
        positive = yes
        weight = w
        key = [id, "day"]
        bad-rows = fail
      }
      features { columns = ["a*", b], exclude = [id], divide-by = 255, standardize = false,
                 categorical = ["c*", d], unseen = fail, rare { below = 5 },
                 hashed { columns = [d2, "h*"], size = 1024 },
                 missing { indicator = true, fill = median },
                 polynomial { degree = 3, interactions-only = true, bias = true } }
      model { type = logistic, intercept = false, penalty { type = ridge, strength = 0.01, on = original } }
      training {
        solver = mini-batch
        then = l-bfgs
        precision = double
        optimizer { type = adam, beta1 = 0.8, beta2 = 0.99, epsilon = 1e-7 }
        rate { type = inverse-scaling, initial = 0.1, power = 0.25, warm-up = 10 }
        batch-size = full
        epochs = 50
        average-every = 8
        shards = 4
        depth = 3
        stop { tolerance = 1e-6, patience = 5, metric = train-loss, max-time = 2h }
        class-weights { yes = 3, "n.o" = 0.5 }
        start { model = "runs/old/model" }
        checkpoint { directory = "s3a://b/check", every = 1.5m }
      }
      evaluation { threshold { maximize = f-beta, beta = 2 }, curves { bins = 64 }, slices = [region, day],
                   bootstrap = 200, confidence = 0.9, examples { rows = 9, worst = 3 } }
      use { model { path = "runs/x/model" }, data { format = parquet, path = "new" } }
      output { runs = "out", report = false, store { path = store, single-writer = true }, predictions { format = orc, path = "p", mode = overwrite } }
      """;

  static final String MLP =
      """
      name = digits
      data {
        train { format = parquet, path = "digits" }
        split { by { column = side } }
        label = digit
        classes = [0, 1, 2]
      }
      model {
        type = mlp
        loss = softmax
        hidden = [128, 64]
        activation = tanh
        penalty { type = elastic-net, strength = 0.01, mixing = 0.25 }
      }
      training {
        solver = mini-batch
        optimizer { type = nesterov }
        rate { type = step, initial = 0.5, every = 100, factor = 0.3, warm-up = 7 }
        batch-size = 64
        average-every = epoch
        shards = 8
        clip-norm = 5
        class-weights = balanced
        start = fresh
      }
      """;

  @Test
  void aShortFileHasDefaults() {
    JobSpec job = Jobs.parse(Jobs.linear());
    assertThat(job)
        .isEqualTo(
            new JobSpec(
                "churn",
                42,
                new DataSpec(
                    new SourceSpec(SourceFormat.CSV, List.of("a.csv"), Map.of()),
                    Optional.empty(),
                    Optional.empty(),
                    "y",
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    OptionalDouble.empty(),
                    1,
                    List.of()),
                new FeaturesSpec(
                    List.of("*"),
                    List.of(),
                    Optional.empty(),
                    CategoriesSpec.byThemselves(),
                    new MissingSpec(Fill.FAIL, false),
                    Optional.empty(),
                    1,
                    true),
                new ModelSpec(
                    ModelType.LINEAR,
                    new LossSpec.Squared(),
                    true,
                    Optional.empty(),
                    new PenaltySpec.None()),
                new TrainingSpec(
                    new SolverSpec.MiniBatch(
                        new StepSpec(
                            new BatchSize.Rows(4096),
                            new OptimizerSpec.Adam(0.9, 0.999, 1e-8),
                            new RateSpec.Constant(0.05, 0),
                            OptionalDouble.empty()),
                        20,
                        new AveragingSpec(new AverageEvery.Steps(1), 1),
                        Then.NOTHING),
                    Precision.AUTO,
                    2,
                    new StartSpec.Fresh(),
                    Optional.empty(),
                    new StopSpec(
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        StopMetric.TRAIN_LOSS,
                        Optional.empty()),
                    Optional.empty()),
                new EvaluationSpec(
                    Optional.empty(),
                    new CurvesSpec.Exact(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty()),
                new UseSpec(new UsedModel.Latest(), DataPart.TEST),
                new OutputSpec(
                    "runs", new StoreSpec("models", false), Optional.empty(), true, false),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void aFullFileIsReadInEveryKey() {
    JobSpec job = Jobs.parse(FULL);
    assertThat(job.name()).isEqualTo("churn-2.eu");
    assertThat(job.seed()).isEqualTo(7);
    assertThat(job.data())
        .isEqualTo(
            new DataSpec(
                new SourceSpec(
                    SourceFormat.CSV,
                    List.of("a.csv", "s3a://b/c.csv"),
                    Map.of("header", "true", "sep", ";", "n", "1.10")),
                Optional.empty(),
                Optional.of(new SplitSpec.ByHash(0.2, 0.1, 3)),
                "churned",
                Optional.empty(),
                Optional.of(new Scalar.Text("yes")),
                List.of(),
                Optional.of("w"),
                List.of("id", "day"),
                OptionalDouble.empty(),
                1,
                List.of()));
    assertThat(job.features())
        .isEqualTo(
            new FeaturesSpec(
                List.of("a*", "b"),
                List.of("id"),
                Optional.empty(),
                new CategoriesSpec(
                    List.of("c*", "d"),
                    Unseen.FAIL,
                    OptionalInt.of(5),
                    Optional.of(new HashedSpec(List.of("d2", "h*"), 1024))),
                new MissingSpec(Fill.MEDIAN, true),
                Optional.of(new PolynomialSpec(3, true, true)),
                255,
                false));
    assertThat(job.model())
        .isEqualTo(
            new ModelSpec(
                ModelType.LOGISTIC,
                new LossSpec.Logistic(),
                false,
                Optional.empty(),
                new PenaltySpec.Ridge(new Strength.One(0.01), PenaltyScale.ORIGINAL)));
  }

  @Test
  void aFullFileIsReadFromTrainingOn() {
    JobSpec job = Jobs.parse(FULL);
    assertThat(job.training())
        .isEqualTo(
            new TrainingSpec(
                new SolverSpec.MiniBatch(
                    new StepSpec(
                        new BatchSize.Full(),
                        new OptimizerSpec.Adam(0.8, 0.99, 1e-7),
                        new RateSpec.InverseScaling(0.1, 0.25, 10),
                        OptionalDouble.empty()),
                    50,
                    new AveragingSpec(new AverageEvery.Steps(8), 4),
                    Then.L_BFGS),
                Precision.DOUBLE,
                3,
                new StartSpec.FromModel("runs/old/model"),
                Optional.of(new ClassWeightsSpec.ByClass(Map.of("yes", 3.0, "n.o", 0.5))),
                new StopSpec(
                    OptionalDouble.of(1e-6),
                    OptionalInt.of(5),
                    StopMetric.TRAIN_LOSS,
                    Optional.of(Duration.ofHours(2))),
                Optional.of(new CheckpointSpec("s3a://b/check", Duration.ofSeconds(90)))));
    assertThat(job.evaluation())
        .isEqualTo(
            new EvaluationSpec(
                Optional.of(new ThresholdSpec.MaximizeFBeta(2)),
                new CurvesSpec.Bins(64),
                List.of("region", "day"),
                Optional.of(new BootstrapSpec(200, 0.9)),
                Optional.of(new ExamplesSpec(9, 3))));
    assertThat(job.use())
        .isEqualTo(
            new UseSpec(
                new UsedModel.AtPath("runs/x/model"),
                new SourceSpec(SourceFormat.PARQUET, List.of("new"), Map.of())));
    assertThat(job.output())
        .isEqualTo(
            new OutputSpec(
                "out",
                new StoreSpec("store", true),
                Optional.of(new PredictionsSpec(PredictionsFormat.ORC, "p", WriteMode.OVERWRITE)),
                false,
                false));
  }

  @Test
  void anMlpIsReadInEveryKey() {
    JobSpec job = Jobs.parse(MLP);
    assertThat(job.data().classes())
        .containsExactly(new Scalar.Numeric(0), new Scalar.Numeric(1), new Scalar.Numeric(2));
    assertThat(job.model())
        .isEqualTo(
            new ModelSpec(
                ModelType.MLP,
                new LossSpec.Softmax(),
                true,
                Optional.of(new HiddenSpec(List.of(128, 64), Activation.TANH)),
                new PenaltySpec.ElasticNet(
                    new Strength.One(0.01), 0.25, PenaltyScale.STANDARDIZED)));
    assertThat(job.training().solver())
        .isEqualTo(
            new SolverSpec.MiniBatch(
                new StepSpec(
                    new BatchSize.Rows(64),
                    new OptimizerSpec.Nesterov(OptionalDouble.empty()),
                    new RateSpec.Step(0.5, 100, 0.3, 7),
                    OptionalDouble.of(5)),
                20,
                new AveragingSpec(new AverageEvery.Epoch(), 8),
                Then.NOTHING));
    assertThat(job.training().classWeights()).contains(new ClassWeightsSpec.Balanced());
    assertThat(job.evaluation().threshold()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"linear, false", "logistic, true", "softmax, true", "mlp, true"})
  void aMinimalFileOfEachModelIsRight(String type, boolean classifies) {
    String mlp = "model { hidden = [2], loss = softmax }";
    String text = Jobs.linear(type.equals("mlp") ? mlp : "").replace("linear", type);
    for (String more :
        List.of(
            "",
            "\ntraining.solver = l-bfgs",
            "\ntraining.then = l-bfgs",
            "\nmodel.penalty { type = ridge, strength = 1 }",
            "\nmodel.penalty { type = lasso, strength = 1 }")) {
      assertThat(Jobs.parse(text + more).model().classifies()).isEqualTo(classifies);
    }
  }

  @Test
  void theLossOfALinearModelIsChosen() {
    assertThat(loss("")).isEqualTo(new LossSpec.Squared());
    assertThat(loss("model.loss = squared")).isEqualTo(new LossSpec.Squared());
    assertThat(loss("model.loss = poisson")).isEqualTo(new LossSpec.Poisson());
    assertThat(loss("model.loss = huber")).isEqualTo(new LossSpec.Huber(1.35));
    assertThat(loss("model.loss { huber {} }")).isEqualTo(new LossSpec.Huber(1.35));
    assertThat(loss("model.loss.huber.delta = 2")).isEqualTo(new LossSpec.Huber(2));
  }

  private static LossSpec loss(String line) {
    return Jobs.parse(Jobs.linear(line)).model().loss();
  }

  @Test
  void aPolynomialHasDefaults() {
    assertThat(Jobs.parse(Jobs.linear("features.polynomial {}")).features().polynomial())
        .contains(new PolynomialSpec(2, false, false));
  }

  @Test
  void theMetricIsThatOfValidationRowsWhereThereAreAny() {
    assertThat(Jobs.parse(Jobs.linear("data.split.validation = 0.1")).training().stop().metric())
        .isEqualTo(StopMetric.VALIDATION_LOSS);
    assertThat(Jobs.parse(Jobs.linear("data.split.by.column = s")).training().stop().metric())
        .isEqualTo(StopMetric.VALIDATION_LOSS);
    assertThat(Jobs.parse(Jobs.linear("data.split.test = 0.1")).training().stop().metric())
        .isEqualTo(StopMetric.TRAIN_LOSS);
  }

  @Test
  void dataSaysWhichSidesThereAre() {
    DataSpec column = Jobs.parse(Jobs.linear("data.split.by { column = s }")).data();
    assertThat(column.split()).contains(new SplitSpec.ByColumn("s"));
    assertThat(
            Jobs.parse(
                    Jobs.linear(
                        "data.split { by { group = g }, test = 0.1, validation = 0.2, seed = 5 }"))
                .data()
                .split())
        .contains(new SplitSpec.ByGroup("g", new SplitSpec.ByHash(0.1, 0.2, 5)));
    for (String word : List.of("y", "label")) {
      assertThat(
              Jobs.parse(Jobs.logistic("data.split { test = 0.1, stratify = " + word + " }"))
                  .data()
                  .split())
          .contains(new SplitSpec.Stratified(new SplitSpec.ByHash(0.1, 0, 0)));
    }
    assertThat(column.hasTest()).isTrue();
    assertThat(column.hasValidation()).isTrue();
    DataSpec test = Jobs.parse(Jobs.linear("data.test { format = parquet, path = t }")).data();
    assertThat(test.hasTest()).isTrue();
    assertThat(test.hasValidation()).isFalse();
  }

  @Test
  void theThresholdOfALogisticModelIsOneHalf() {
    assertThat(Jobs.parse(Jobs.logistic()).evaluation().threshold())
        .contains(new ThresholdSpec.At(0.5));
  }

  @Test
  void thePositiveValueKeepsItsType() {
    assertThat(Jobs.parse(Jobs.logistic("data.positive = 1")).data().positive())
        .contains(new Scalar.Numeric(1));
    assertThat(Jobs.parse(Jobs.logistic("data.positive = \"1\"")).data().positive())
        .contains(new Scalar.Text("1"));
    assertThat(Jobs.parse(Jobs.logistic("data.positive = true")).data().positive())
        .contains(new Scalar.Truth(true));
  }

  @Test
  void nullCountsAsAbsent() {
    assertThat(Jobs.parse(Jobs.linear("training.epochs = null", "tune = null")))
        .isEqualTo(Jobs.parse(Jobs.linear()));
  }

  @Test
  void aBatchHasNoMoreRowsThanThereAre() {
    assertThat(new BatchSize.Rows(64).among(1000)).isEqualTo(64);
    assertThat(new BatchSize.Rows(64).among(10)).isEqualTo(10);
    assertThat(new BatchSize.Full().among(10_000_000_000L)).isEqualTo(10_000_000_000L);
  }

  @Test
  void aVectorStandsInThePlaceOfColumns() {
    FeaturesSpec features =
        Jobs.parse(Jobs.linear("features { vector = v, missing = fail, divide-by = 2 }"))
            .features();
    assertThat(features.vector()).contains("v");
    assertThat(features.columns()).containsExactly("*");
    assertThat(features.divideBy()).isEqualTo(2);
    assertThat(Jobs.parse(Jobs.linear()).features().vector()).isEmpty();
  }

  @Test
  void linesOfLibsvmNameTheirColumnsThemselves() {
    JobSpec job = Jobs.parse(Jobs.libsvm());
    assertThat(job.data().label()).isEqualTo("label");
    assertThat(job.features().vector()).contains("features");
    JobSpec given = Jobs.parse(Jobs.libsvm("data.label = y", "features.vector = v"));
    assertThat(given.data().label()).isEqualTo("y");
    assertThat(given.features().vector()).contains("v");
    assertThat(Jobs.errors("name = a, data.train { format = csv, path = a }, model.type = linear"))
        .containsExactly("data.label is required (conf/churn.conf); name the column to predict");
  }

  @Test
  void hashedColumnsMayBeTheOnlyOnes() {
    FeaturesSpec features =
        Jobs.parse(Jobs.linear("features { columns = [], hashed.columns = [a] }")).features();
    assertThat(features.columns()).isEmpty();
    assertThat(features.categories().hashed()).contains(new HashedSpec(List.of("a"), 262_144));
  }
}
