package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaterVersionTest {
  private static final String PLACE = " (conf/churn.conf: 4)";

  static Stream<Arguments> laterValues() {
    return Stream.of(
        Arguments.of(
            "data.test { format = jdbc, path = t }", "data.test.format = jdbc", "csv or parquet"),
        Arguments.of("features.missing = mean", "features.missing = mean", "fail"),
        Arguments.of("model.loss = poisson", "model.loss = poisson", "squared"),
        Arguments.of("model.penalty.type = lasso", "model.penalty.type = lasso", "none or ridge"),
        Arguments.of("training.solver = l-bfgs", "training.solver = l-bfgs", "mini-batch"),
        Arguments.of(
            "training.optimizer { type = rmsprop, beta1 = 0.1 }",
            "training.optimizer.type = rmsprop",
            "sgd or adam"),
        Arguments.of(
            "training.rate.type = cosine",
            "training.rate.type = cosine",
            "constant or inverse-scaling"),
        Arguments.of("training.average-every = 5", "training.average-every = 5", "1"),
        Arguments.of("training.average-every = epoch", "training.average-every = epoch", "1"),
        Arguments.of("training.start = champion", "training.start = champion", "fresh"),
        Arguments.of("use.model = champion", "use.model = champion", "latest"),
        Arguments.of(
            "output.predictions { format = delta, path = p }",
            "output.predictions.format = delta",
            "csv, json, parquet or orc"));
  }

  @ParameterizedTest
  @MethodSource("laterValues")
  void aValueOfALaterVersionIsNamed(String line, String setting, String choices) {
    assertThat(Jobs.errors(Jobs.linear(line)))
        .containsExactly(
            setting + " is not available in this version" + PLACE + "; use " + choices);
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "mlp"})
  void aModelOfALaterVersionIsNamed(String type) {
    String text = Jobs.linear("data.positive = 1").replace("linear", type);
    assertThat(Jobs.errors(text))
        .containsExactly(
            "model.type = "
                + type
                + " is not available in this version (conf/churn.conf: 3); use linear or logistic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.filter",
        "data.score",
        "data.classes",
        "data.bad-rows.skip-at-most",
        "data.train.table",
        "data.split.stratify",
        "data.split.by.time",
        "data.split.by.group",
        "features.vector",
        "features.categorical",
        "features.unseen",
        "features.hashed",
        "features.polynomial",
        "features.missing.indicator",
        "model.loss.huber",
        "model.hidden",
        "model.activation",
        "model.penalty.mixing",
        "model.penalty.strengths",
        "training.then",
        "training.shards",
        "training.clip-norm",
        "training.class-weights",
        "training.checkpoint",
        "training.start.model",
        "training.rate.decay",
        "training.rate.warm-up",
        "evaluation.curves.bins",
        "evaluation.slices",
        "evaluation.bootstrap",
        "use.model.version",
        "output.store",
        "output.report",
        "retrain",
        "tune"
      })
  void aKeyOfALaterVersionIsNamed(String key) {
    assertThat(Jobs.errors(Jobs.linear(key + " = 1")))
        .containsExactly(key + " is not available in this version" + PLACE + "; remove it");
    assertThat(Jobs.errors(Jobs.linear(key + " { x { y = 1 } }")))
        .containsExactly(key + " is not available in this version" + PLACE + "; remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"maximize = f1", "precision-at-least = 0.9", "cost { false-positive = 1 }"})
  void aThresholdOfALaterVersionIsNamed(String rule) {
    String key = "evaluation.threshold." + rule.split(" ", 2)[0];
    assertThat(Jobs.errors(Jobs.logistic("evaluation.threshold { " + rule + " }")))
        .containsExactly(key + " is not available in this version" + PLACE + "; remove it");
  }
}
