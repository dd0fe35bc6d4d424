package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes with some models, losses and penalties only. */
class ModelGuardsTest {
  private static final String SIZES =
      "model.hidden must be a list of integers from 1 to 1000000, at least one, but was ";
  private static final String CLASSES =
      "data.classes must be a list of two or more distinct strings, numbers or booleans, but was ";

  static Stream<Arguments> ofLinear() {
    return Stream.of(
        bites(
            "model.hidden = [3]",
            "model.hidden goes with model.type = mlp, but model.type is linear",
            "; remove it"),
        bites(
            "model.activation = relu",
            "model.activation goes with model.type = mlp, but model.type is linear",
            "; remove it"),
        bites(
            "model.loss = softmax",
            "model.loss = softmax goes with model.type = softmax or mlp, but model.type is linear",
            "; use squared, huber or poisson"),
        bites(
            "data.classes = [a, b]",
            "data.classes goes with model.type = softmax or mlp, but model.type is linear",
            "; remove it"),
        bites(
            "training.class-weights = balanced",
            "training.class-weights goes with model.type = logistic, softmax or mlp,"
                + " but model.type is linear",
            "; remove it"),
        bites(
            "training.clip-norm = 5",
            "training.clip-norm goes with model.type = mlp, but model.type is linear",
            "; remove it"));
  }

  @ParameterizedTest
  @MethodSource("ofLinear")
  void linearRefusesWhatIsOfClassesAndLayers(String line, String message) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(message);
  }

  static Stream<Arguments> penalties() {
    String exact = "training.solver = exact, ";
    String strengths = "model.penalty.strengths";
    return Stream.of(
        bites(
            "model.penalty { type = lasso, strength = 1, mixing = 0.5 }",
            "model.penalty.mixing goes with model.penalty.type = elastic-net,"
                + " but model.penalty.type is lasso",
            "; remove it"),
        bites(
            "model.penalty { type = elastic-net, strength = 1, mixing = 1.5 }",
            "model.penalty.mixing must be in [0, 1], but was 1.5"),
        bites(
            "model.penalty { type = none, strengths { from = 1, to = 0.1, steps = 3 } }",
            strengths
                + " goes with model.penalty.type = ridge, lasso or elastic-net,"
                + " but model.penalty.type is none",
            "; remove it"),
        bites(
            "model.penalty { type = lasso, strengths { from = 1, to = 0.1, steps = 3 } }",
            strengths + " goes with training.solver = exact, but training.solver is mini-batch",
            "; set training.solver = exact, or give one strength"),
        bites(
            exact
                + "model.penalty { type = ridge, strength = 1,"
                + " strengths { from = 1, to = 0.1, steps = 3 } }",
            "model.penalty.strength and model.penalty.strengths exclude each other",
            "; keep one"),
        bites(
            exact + "model.penalty { type = ridge, strengths = [1, 0.1] }",
            strengths + " must be a section { ... }, but was [1,0.1]"),
        bites(
            exact + "model.penalty { type = ridge, strengths { from = 1, to = 2, steps = 3 } }",
            strengths + ".to must be <= model.penalty.strengths.from = 1, but was 2"),
        bites(
            exact + "model.penalty { type = ridge, strengths { from = 1, to = 0, steps = 3 } }",
            strengths + ".to must be > 0, but was 0"),
        bites(
            exact + "model.penalty { type = ridge, strengths { from = -1, to = 1, steps = 3 } }",
            strengths + ".from must be > 0, but was -1"),
        bites(
            exact + "model.penalty { type = ridge, strengths { from = 1, to = 1, steps = 1 } }",
            strengths + ".steps must be >= 2, but was 1"),
        bites(
            exact + "model.penalty { type = ridge, strengths { from = 1, to = 1, steps = 10001 } }",
            strengths + ".steps must be <= 10000, but was 10001"),
        bites(
            "model.loss = poisson,"
                + " model.penalty { type = ridge, strengths { from = 1, to = 1, steps = 2 } }",
            strengths + " goes with model.loss = squared, but model.loss is poisson",
            "; give one strength"));
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void everyPenaltyHasItsKeys(String line, String message) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(message);
  }

  @Test
  void aPathNeedsItsThreeNumbers() {
    assertThat(
            Jobs.errors(
                Jobs.linear(
                    "training.solver = exact", "model.penalty { type = ridge, strengths {} }")))
        .containsExactly(
            "model.penalty.strengths.from is required (conf/churn.conf); give a number > 0",
            "model.penalty.strengths.to is required (conf/churn.conf); give a number > 0",
            "model.penalty.strengths.steps is required (conf/churn.conf);"
                + " give the number of strengths");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lasso", "elastic-net"})
  void aPenaltyNeedsAStrength(String type) {
    assertThat(Jobs.errors(Jobs.linear("model.penalty.type = " + type)))
        .containsExactly(
            "model.penalty.strength is required (conf/churn.conf); model.penalty.type = "
                + type
                + " needs a number >= 0");
  }

  static Stream<Arguments> ofMlp() {
    return Stream.of(
        bites(
            "model.intercept = false",
            "model.intercept = false does not go with model.type = mlp, whose layers have biases",
            "; remove it"),
        bites(
            "model.penalty { type = ridge, strength = 1, on = original }",
            "model.penalty.on = original does not go with model.type = mlp,"
                + " which has no coefficients of the columns",
            "; remove it"),
        bites(
            "model.activation = rely",
            "model.activation must be relu, tanh or logistic, but was \"rely\"",
            "; did you mean relu?"),
        bites("training.clip-norm = 0", "training.clip-norm must be > 0, but was 0"),
        bites(
            "data.positive = 1",
            "data.positive goes with model.type = logistic, but model.type is mlp",
            "; remove it"),
        bites(
            "evaluation.threshold = 0.5",
            "evaluation.threshold goes with model.type = logistic, but model.type is mlp",
            "; remove it"),
        bites("data.classes = [a]", CLASSES + "[\"a\"]"),
        bites("data.classes = [a, a]", CLASSES + "[\"a\",\"a\"]"),
        bites("data.classes = [1, 1.0]", CLASSES + "[1,1]"),
        bites("data.classes = [1, a]", CLASSES + "[1,\"a\"]"),
        bites("data.classes = [[1], 2, 3]", CLASSES + "[[1],2,3]"),
        bites("data.classes = a", CLASSES + "\"a\""));
  }

  @ParameterizedTest
  @MethodSource("ofMlp")
  void mlpHasItsOwnGuards(String line, String message) {
    assertThat(Jobs.errors(Jobs.mlp("softmax", line))).containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[0]", "[1000001]", "[1.5]", "[a]", "3", "[2,null]"})
  void hiddenLayersHaveSizes(String sizes) {
    String text = Jobs.linear("model.loss = softmax, model.hidden = " + sizes);
    String shown = sizes.replace("a", "\"a\"");
    assertThat(Jobs.errors(text.replace("linear", "mlp")))
        .containsExactly(SIZES + shown + Jobs.PLACE);
  }

  @Test
  void anMlpNeedsItsLossAndLayers() {
    assertThat(Jobs.errors(Jobs.linear().replace("linear", "mlp")))
        .containsExactly(
            "model.loss is required (conf/churn.conf);"
                + " give softmax for classes or squared for numbers",
            "model.hidden is required (conf/churn.conf);"
                + " give the sizes of the hidden layers, such as [128, 64]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"huber", "poisson"})
  void anMlpRefusesLossesOfLinearModels(String loss) {
    String message =
        "model.loss = "
            + loss
            + " goes with model.type = linear, but model.type is mlp (conf/churn.conf: 3);"
            + " use squared or softmax";
    assertThat(Jobs.errors(Jobs.mlp(loss))).containsExactly(message);
    assertThat(Jobs.errors(Jobs.mlp("{ " + loss + " {} }"))).contains(message);
  }

  @Test
  void aLossThatIsNoneIsSpeltOut() {
    assertThat(Jobs.errors(Jobs.mlp("softmx")))
        .containsExactly(
            "model.loss must be squared or softmax, but was \"softmx\" (conf/churn.conf: 3);"
                + " did you mean softmax?");
    assertThat(Jobs.errors(Jobs.mlp("{}")))
        .containsExactly("model.loss must be squared or softmax, but was {} (conf/churn.conf: 3)");
  }

  @Test
  void anMlpOfNumbersHasNoClasses() {
    assertThat(
            Jobs.errors(
                Jobs.mlp("squared", "data.classes = [a, b]", "training.class-weights = balanced")))
        .containsExactly(
            "data.classes goes with model.loss = softmax, but model.loss is squared"
                + " (conf/churn.conf: 4); remove it",
            "training.class-weights goes with model.loss = softmax, but model.loss is squared"
                + " (conf/churn.conf: 5); remove it");
  }

  @Test
  void softmaxHasOneLossAndNoPositiveClass() {
    assertThat(
            Jobs.errors(
                Jobs.softmax(
                    "model.loss = softmax", "data.positive = a", "evaluation.threshold = 0.5")))
        .containsExactly(
            "model.loss goes with model.type = linear or mlp, but model.type is softmax"
                + " (conf/churn.conf: 4); remove it",
            "data.positive goes with model.type = logistic, but model.type is softmax"
                + " (conf/churn.conf: 5); remove it",
            "evaluation.threshold goes with model.type = logistic, but model.type is softmax"
                + " (conf/churn.conf: 6); remove it");
  }

  @Test
  void aPathGoesWithLinearModels() {
    assertThat(
            Jobs.errors(
                Jobs.logistic(
                    "model.penalty { type = ridge, strengths { from = 1, to = 1, steps = 2 } }",
                    "data.classes = [a, b]")))
        .containsExactly(
            "model.penalty.strengths goes with model.type = linear, but model.type is logistic"
                + " (conf/churn.conf: 4); give one strength",
            "data.classes goes with model.type = softmax or mlp, but model.type is logistic"
                + " (conf/churn.conf: 5); remove it");
  }

  @Test
  void aModelThatIsNoneHasNothingHeldAgainstIt() {
    String text =
        Jobs.linear(
            "model { hidden = [3], activation = tanh, loss = softmax }",
            "data { positive = 1, classes = [a, b] }",
            "evaluation.threshold = 0.5",
            "training { class-weights = balanced, clip-norm = 5 }");
    assertThat(Jobs.errors(text.replace("linear", "softmx")))
        .containsExactly(
            "model.type must be linear, logistic, softmax or mlp, but was \"softmx\""
                + " (conf/churn.conf: 3); did you mean softmax?");
  }
}
