package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenderTest {
  static Stream<String> files() {
    return Stream.of(
        Jobs.linear(),
        Jobs.logistic(),
        JobSpecTest.FULL,
        Jobs.linear(
            "data.split.by.column = \"the \\\"side\\\" ${x}\"", "seed = -9223372036854775808"),
        Jobs.linear(
            "data.test { format = parquet, path = [\"a b\", \"c#d\"] }", "use.data = train"),
        Jobs.linear(
            "data.train.options { \"a.b\" = 1.10, \"include\" = \"007\", \"\" = \"\", sep = \"\\t\", x = -5, 1a = \"\\u0000\" }"),
        Jobs.logistic("data.positive = \"\"", "evaluation.threshold = 0"),
        Jobs.logistic("data.positive = -0.0", "evaluation.threshold = 1"),
        Jobs.logistic("data.positive = 1e300"),
        Jobs.logistic("data.positive = false"),
        Jobs.linear("training.optimizer.type = sgd", "training.stop.max-time = 1500ms"),
        Jobs.linear("training.stop { max-time = 0.1s, tolerance = 4.9e-324, patience = 1 }"),
        Jobs.linear("training.stop.max-time = \"1.5 d\"", "features.divide-by = -0.1"),
        Jobs.linear(
            "model.penalty { type = ridge, strength = -0.0 }", "use.model.path = \"\"\"a\"b\"\"\""),
        Jobs.linear("data.split { test = 0.1, validation = 0.3 }", "use.data = validation"),
        Jobs.linear("use.model = champion", "training.start = champion"),
        Jobs.linear("use.model { version = 7 }", "output.store { path = \"a b\" }"),
        Jobs.linear("output.store.single-writer = true"),
        Jobs.linear("training.checkpoint.directory = \"a b\""),
        Jobs.linear("training { solver = exact, checkpoint { directory = c, every = 1500ms } }"),
        Jobs.linear("output.predictions { format = json, path = p }", "training.batch-size = 1"));
  }

  static Stream<String> nextFiles() {
    return Stream.of(
        JobSpecTest.MLP,
        Jobs.softmax("data.classes = [\"1\", \"a \\\"b\\\"\", \"\"]"),
        Jobs.softmax("data.classes = [2, 1, 0.5, -1e300]", "training.class-weights = balanced"),
        Jobs.softmax("data.classes = [true, false]", "training.class-weights { \"\" = 1 }"),
        Jobs.logistic("training.class-weights { 1 = 3, \"1.5\" = 0, \"include\" = 1e-5 }"),
        Jobs.mlp("squared", "training.solver = l-bfgs", "training.epochs = 7"),
        Jobs.mlp("softmax", "model.activation = logistic", "training.clip-norm = 0.5"),
        Jobs.linear("model.loss = huber", "training.rate.type = cosine"),
        Jobs.linear("model.loss { huber { delta = 0.1 } }", "training.optimizer.type = adagrad"),
        Jobs.linear("model.loss = poisson", "training.optimizer.type = rmsprop"),
        Jobs.linear("training.rate { type = exponential, decay = 0.5, warm-up = 3 }"),
        Jobs.linear("training.rate { type = step, every = 10 }"),
        Jobs.linear("training.optimizer { type = momentum, momentum = 0 }"),
        Jobs.linear("training.optimizer.type = nesterov", "training.average-every = epoch"),
        Jobs.linear("training { average-every = 10, shards = 3, then = l-bfgs }"),
        Jobs.linear("model.penalty { type = lasso, strength = 0 }"),
        Jobs.linear(
            "model.penalty { type = elastic-net, strength = 2, mixing = 0, on = original }"),
        Jobs.logistic(
            "model.penalty { type = elastic-net, strength = 2 }",
            "training.optimizer.type = nesterov"),
        Jobs.softmax("model.penalty { type = lasso, strength = 2 }", "training.solver = l-bfgs"),
        Jobs.linear("training { solver = exact, stop.tolerance = 1e-12, precision = double }"),
        Jobs.linear(
            "training.solver = exact",
            "data.split.validation = 0.1",
            "model.penalty { type = lasso, strengths { from = 1, to = 1e-4, steps = 100 } }"),
        Jobs.linear("data.bad-rows.skip-at-most = 1e-3"),
        Jobs.linear("data.train-share = 0.05", "output.landscape = true"),
        RetrainReaderTest.FULL,
        AlertsReaderTest.FULL,
        TuneReaderTest.FULL,
        TuneReaderTest.RANGES,
        AlertsReaderTest.alerts("webhook = \"http://h/?a=b\""),
        Jobs.linear("data.split.test = 0.1", "retrain.gates { metric = r2, improve-by = -1e-3 }"),
        Jobs.linear("data.split { by { time = \"a b\" }, test = 0.1, validation = 0.2 }"),
        Jobs.linear("data.split { by { group = g }, validation = 0.2, seed = -1 }"),
        Jobs.softmax("data.split { stratify = label, test = 0.1, seed = 9 }"),
        Jobs.untyped("data { score = p, split { stratify = y, test = 0.1 } }"),
        Jobs.linear("features { categorical = [\"a \\\"b\\\"\"], unseen = fail, rare.below = 2 }"),
        Jobs.linear(
            "features { columns = [], hashed { columns = [\"a \\\"b\\\"\", \"*\"], size = 2 } }"),
        Jobs.linear("features.hashed { columns = [a] }"),
        Jobs.linear("features.missing = zero"),
        Jobs.linear(
            "features { vector = \"a b\", divide-by = 3, polynomial {}, standardize = false }"),
        Jobs.libsvm(),
        Jobs.libsvm("features.columns = [features]"),
        Jobs.linear("features.missing { indicator = true }"),
        Jobs.linear("features.missing { indicator = false, fill = median }"),
        Jobs.linear("features.polynomial {}", "training.start { model = \"a b\" }"));
  }

  static Stream<String> evaluations() {
    String untold = "name = a, data { label = y, score = p }, ";
    String table = "{ format = csv, path = t }";
    return Stream.of(
        Jobs.logistic("evaluation.threshold { maximize = balanced-accuracy }"),
        Jobs.logistic("evaluation.threshold { maximize = f-beta, beta = 0.5 }"),
        Jobs.logistic("evaluation.threshold.precision-at-least = 1"),
        Jobs.logistic("evaluation.threshold.recall-at-least = 4.9e-324"),
        Jobs.logistic("evaluation.threshold.cost { false-positive = -0.0, false-negative = 2.5 }"),
        Jobs.softmax("evaluation { curves.bins = 65536, slices = [\"a \\\"b\\\"\", c] }"),
        Jobs.linear("evaluation { bootstrap = 100000, confidence = 0.999 }"),
        Jobs.mlp("squared", "evaluation.slices = [a]"),
        Jobs.linear("data.score = p", "training.epochs = 3"),
        Jobs.linear("data.score = p"),
        Jobs.linear("data.score = p", "use.data = test"),
        Jobs.logistic("data.score = p"),
        Jobs.logistic("data { score = p, positive = yes }"),
        Jobs.logistic("data { score = p, positive = yes }", "features.divide-by = 2"),
        Jobs.mlp("softmax", "data.score = [\"a \\\"b\\\"\", c]"),
        Jobs.softmax("data.score = p"),
        Jobs.untyped("data.score = p", "data.split.validation = 0.1", "use.data = validation"),
        Jobs.untyped("data.score = p", "evaluation { threshold = 0.5, curves { bins = 9 } }"),
        Jobs.untyped("data { score = p, positive = yes }", "evaluation.threshold = 0.25"),
        Jobs.untyped("data { score = p, classes = [a, b, c] }", "use.model.path = m"),
        Jobs.untyped("data.score = [a, b, c]", "evaluation { slices = [d], bootstrap = 1 }"),
        untold + "use.data " + table,
        untold + "data.test " + table,
        untold + "use.data = test, data.test " + table);
  }

  @ParameterizedTest
  @MethodSource({"files", "nextFiles", "evaluations"})
  void readsBackAsTheSameJob(String text) {
    JobSpec job = Jobs.parse(text);
    JobSpec again = JobSpec.parse("job.conf", job.render(), List.of(), Map.of());
    assertThat(again).isEqualTo(job);
    assertThat(again.render()).isEqualTo(job.render());
  }

  @Test
  void doesNotDependOnTheOrderOfTheFile() {
    String a = Jobs.linear("data.train.options { b = 1, a = 2, d = 4, c = 3 }", "seed = 1");
    String b = Jobs.linear("seed = 1", "data.train.options { c = 3, d = 4, a = 2, b = 1 }");
    assertThat(Jobs.parse(a).render()).isEqualTo(Jobs.parse(b).render());
  }

  @Test
  void writesEverySettingInForce() {
    assertThat(Jobs.parse(Jobs.logistic("model.penalty { type = ridge, strength = 0.5 }")).render())
        .isEqualTo(
            """
            name = "churn"
            seed = 42

            data {
              train {
                format = csv
                path = "a.csv"
              }
              train-share = 1
              label = "y"
              bad-rows = fail
            }

            features {
              columns = ["*"]
              exclude = []
              unseen = ignore
              missing = fail
              divide-by = 1
              standardize = true
            }

            model {
              type = logistic
              intercept = true
              penalty {
                type = ridge
                strength = 0.5
                on = standardized
              }
            }

            training {
              solver = mini-batch
              optimizer {
                type = adam
                beta1 = 0.9
                beta2 = 0.999
                epsilon = 1e-8
              }
              rate {
                type = constant
                initial = 0.05
                warm-up = 0
              }
              batch-size = 4096
              epochs = 20
              average-every = 1
              shards = 1
              precision = auto
              depth = 2
              stop {
                metric = train-loss
              }
              start = fresh
            }

            evaluation {
              threshold = 0.5
              curves = exact
            }

            use {
              model = latest
              data = test
            }

            output {
              runs = "runs"
              report = true
              landscape = false
              store {
                path = "models"
                single-writer = false
              }
            }
            """);
  }

  @Test
  void writesOnlyWhatASolverHas() {
    assertThat(section("training", Jobs.linear("training.solver = exact")))
        .isEqualTo(
            """
            training {
              solver = exact
              precision = auto
              depth = 2
            }
            """);
    assertThat(section("training", Jobs.logistic("training.solver = l-bfgs")))
        .isEqualTo(
            """
            training {
              solver = l-bfgs
              epochs = 500
              precision = auto
              depth = 2
              stop {
                tolerance = 1e-10
                metric = train-loss
              }
              start = fresh
            }
            """);
  }

  @Test
  void writesWhatAnMlpHas() {
    assertThat(section("model", Jobs.mlp("softmax")))
        .isEqualTo(
            """
            model {
              type = mlp
              loss = softmax
              intercept = true
              hidden = [3]
              activation = relu
              penalty {
                type = none
              }
            }
            """);
  }

  @Test
  void writesNoModelOfScoresAlone() {
    String file = Jobs.untyped("data.score = [a, b]", "evaluation.curves { bins = 9 }");
    assertThat(Jobs.parse(file).render())
        .isEqualTo(
            """
            name = "churn"
            seed = 42

            data {
              train {
                format = csv
                path = "a.csv"
              }
              train-share = 1
              label = "y"
              score = ["a", "b"]
              bad-rows = fail
            }

            evaluation {
              curves {
                bins = 9
              }
            }

            use {
              model = latest
              data = train
            }

            output {
              runs = "runs"
              report = true
              landscape = false
              store {
                path = "models"
                single-writer = false
              }
            }
            """);
  }

  @Test
  void writesTheModelThatTellsTheKind() {
    assertThat(Jobs.parse(Jobs.logistic("data.score = p")).render()).contains("type = logistic");
    assertThat(Jobs.parse(Jobs.linear("data.score = p")).render()).contains("type = linear");
    assertThat(Jobs.parse(Jobs.linear()).render()).doesNotContain("evaluation");
  }

  /** What may change between a run that was stopped and the one that goes on. */
  @Test
  void aFitIsTheJobWithoutWhereResultsGo() {
    String fit = Jobs.parse(Jobs.linear()).renderFit();
    assertThat(Jobs.parse(Jobs.linear()).render()).startsWith(fit);
    for (String free :
        List.of(
            "training.checkpoint { directory = d, every = 1s }",
            "output { runs = other, store.path = other }",
            "use.model = champion",
            "evaluation.bootstrap = 10")) {
      assertThat(Jobs.parse(Jobs.linear(free)).renderFit()).isEqualTo(fit);
    }
    for (String bound :
        List.of("seed = 1", "training.epochs = 3", "data.key = [id]", "features.divide-by = 2")) {
      assertThat(Jobs.parse(Jobs.linear(bound)).renderFit()).isNotEqualTo(fit);
    }
  }

  private static String section(String name, String file) {
    String all = Jobs.parse(file).render();
    int start = all.indexOf("\n" + name + " {\n") + 1;
    return all.substring(start, all.indexOf("\n}\n", start) + 3);
  }
}
