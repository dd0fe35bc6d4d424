package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes with some solvers, optimizers and rates only. */
class SolverGuardsTest {

  private static final String LBFGS =
      "l-bfgs, which steps on all rows and finds the length of its steps";
  private static final String EXACT = "exact, which solves from nothing in one go";

  private static String goesWith(String key, String solvers, String chosen) {
    return key
        + " goes with training.solver = "
        + solvers
        + ", but training.solver is "
        + chosen
        + Jobs.PLACE
        + "; remove it";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer { type = sgd }",
        "rate { type = cosine }",
        "batch-size = full",
        "average-every = epoch",
        "shards = 1",
        "then = l-bfgs"
      })
  void onlyMiniBatchDescentTakesStepsOfItsOwn(String setting) {
    String key = "training." + setting.split(" ", 2)[0];
    assertThat(Jobs.errors(Jobs.linear("training { solver = l-bfgs, " + setting + " }")))
        .containsExactly(goesWith(key, "mini-batch", LBFGS));
    assertThat(Jobs.errors(Jobs.linear("training { solver = exact, " + setting + " }")))
        .containsExactly(goesWith(key, "mini-batch", EXACT));
  }

  @Test
  void onlyMiniBatchDescentClipsGradients() {
    assertThat(Jobs.errors(Jobs.mlp("squared", "training { solver = l-bfgs, clip-norm = 5 }")))
        .containsExactly(goesWith("training.clip-norm", "mini-batch", LBFGS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epochs = 5",
        "start = fresh",
        "start { model = m }",
        "stop.patience = 3",
        "stop.metric = train-loss",
        "stop.max-time = 1h"
      })
  void anExactSolutionHasNeitherStartNorEpochs(String setting) {
    String key = "training." + setting.split(" ", 2)[0];
    assertThat(Jobs.errors(Jobs.linear("training { solver = exact, " + setting + " }")))
        .containsExactly(goesWith(key, "mini-batch or l-bfgs", EXACT));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        bites(
            "training { solver = exact, precision = single }",
            "training.precision = single does not go with training.solver = exact,"
                + " which computes in double",
            "; use auto or double"),
        bites(
            "model.loss = huber, training.solver = exact",
            "training.solver = exact goes with model.loss = squared, but model.loss is huber",
            "; use mini-batch or l-bfgs"),
        bites(
            "model.loss = poisson, training.solver = exact",
            "training.solver = exact goes with model.loss = squared, but model.loss is poisson",
            "; use mini-batch or l-bfgs"),
        bites(
            "training.shards = 4",
            "training.shards = 4 goes with training.average-every > 1 or epoch,"
                + " but training.average-every is 1, a sum over all rows of each step",
            "; set training.average-every, or remove it"),
        bites(
            "training.optimizer { type = momentum, decay = 0.9 }",
            "training.optimizer.decay goes with training.optimizer.type = rmsprop,"
                + " but training.optimizer.type is momentum",
            "; remove it"),
        bites(
            "training.optimizer { type = adam, momentum = 0.9 }",
            "training.optimizer.momentum goes with training.optimizer.type = momentum or nesterov,"
                + " but training.optimizer.type is adam",
            "; remove it"),
        bites(
            "training.optimizer { type = nesterov, epsilon = 1 }",
            "training.optimizer.epsilon goes with training.optimizer.type = adagrad, rmsprop or"
                + " adam, but training.optimizer.type is nesterov",
            "; remove it"),
        bites(
            "training.rate { type = cosine, decay = 0.5 }",
            "training.rate.decay goes with training.rate.type = exponential,"
                + " but training.rate.type is cosine",
            "; remove it"),
        bites(
            "training.rate { type = exponential, every = 5 }",
            "training.rate.every goes with training.rate.type = step,"
                + " but training.rate.type is exponential",
            "; remove it"),
        bites(
            "training.rate.factor = 0.5",
            "training.rate.factor goes with training.rate.type = step,"
                + " but training.rate.type is constant",
            "; remove it"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(message);
  }

  @Test
  void aStepOfTheRateNeedsItsLength() {
    assertThat(Jobs.errors(Jobs.linear("training.rate.type = step")))
        .containsExactly(
            "training.rate.every is required (conf/churn.conf);"
                + " give the steps after which the rate falls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "softmax"})
  void anExactSolutionGoesWithLinearModels(String type) {
    assertThat(Jobs.errors(Jobs.linear("training.solver = exact").replace("linear", type)))
        .containsExactly(
            "training.solver = exact goes with model.type = linear, but model.type is "
                + type
                + Jobs.PLACE
                + "; use mini-batch or l-bfgs");
  }

  @ParameterizedTest
  @CsvSource({
    "momentum, 'needs steps along the gradient, not along a sum of past ones'",
    "adagrad, 'needs one rate for all parameters, not one for each'",
    "rmsprop, 'needs one rate for all parameters, not one for each'",
    "adam, 'needs one rate for all parameters, not one for each'"
  })
  void aLassoPartRefusesAnOptimizerWithTheReason(String type, String reason) {
    String optimizer = "training.optimizer.type = " + type;
    String rest = ", whose prox " + reason + Jobs.PLACE + "; use sgd or nesterov";
    assertThat(Jobs.errors(Jobs.linear(optimizer, "model.penalty { type = lasso, strength = 1 }")))
        .containsExactly(optimizer + " does not go with model.penalty.type = lasso" + rest);
    assertThat(
            Jobs.errors(
                Jobs.linear(optimizer, "model.penalty { type = elastic-net, strength = 1 }")))
        .containsExactly(optimizer + " does not go with model.penalty.mixing > 0" + rest);
  }

  @Test
  void fistaHasNoMomentumToSet() {
    assertThat(
            Jobs.errors(
                Jobs.logistic(
                    "training.optimizer { type = nesterov, momentum = 0.5 }",
                    "model.penalty { type = lasso, strength = 1 }")))
        .containsExactly(
            "training.optimizer.momentum does not go with model.penalty.type = lasso, where"
                + " nesterov is FISTA and sets its own (conf/churn.conf: 4); remove it");
  }

  @Test
  void aPenaltyThatIsWrongIsNotHeldAgainstTheOptimizer() {
    assertThat(
            Jobs.errors(
                Jobs.linear(
                    "training.optimizer.type = adam",
                    "model.penalty { type = elastic-net, strength = 1, mixing = -1 }")))
        .containsExactly("model.penalty.mixing must be in [0, 1], but was -1 (conf/churn.conf: 5)");
  }

  @Test
  void aSolverThatIsNoneHasNothingHeldAgainstIt() {
    assertThat(
            Jobs.errors(
                Jobs.linear(
                    "training { solver = exat, epochs = 5, precision = single }",
                    "model.penalty { type = lasso, strengths { from = 1, to = 1, steps = 2 } }")))
        .containsExactly(
            "training.solver must be mini-batch, l-bfgs or exact, but was \"exat\""
                + " (conf/churn.conf: 4); did you mean exact?");
  }

  @Test
  void owlQnGoesWithConvexLosses() {
    String lasso = "model.penalty { type = lasso, strength = 1 }";
    String message =
        " = l-bfgs does not go with model.penalty.type = lasso and model.type = mlp:"
            + " OWL-QN needs a convex loss (conf/churn.conf: 4); ";
    assertThat(Jobs.errors(Jobs.mlp("softmax", "training.solver = l-bfgs", lasso)))
        .containsExactly("training.solver" + message + "use mini-batch");
    assertThat(Jobs.errors(Jobs.mlp("softmax", "training.then = l-bfgs", lasso)))
        .containsExactly("training.then" + message + "remove it");
  }

  static Stream<Arguments> classWeights() {
    String path = "training.class-weights";
    return Stream.of(
        bites(
            path + " = balancd",
            path + " must be balanced or { label = weight }, but was \"balancd\"",
            "; did you mean balanced?"),
        bites(path + " = 3", path + " must be balanced or { label = weight }, but was 3"),
        bites(
            path + " {}",
            path + " must be balanced or { label = weight } with a weight > 0, but was {}"),
        bites(
            path + " { yes = 0 }",
            path
                + " must be balanced or { label = weight } with a weight > 0, but was {\"yes\":0}"),
        bites(path + " { yes = -1, no = 1 }", path + ".yes must be >= 0, but was -1"),
        bites(path + " { yes = \"1\" }", path + ".yes must be a number >= 0, but was \"1\""),
        bites(
            path + " { 1.5 = 2 }",
            path + ".1 must be a number >= 0, but was {\"5\":2}",
            "; put a label with dots in double quotes"));
  }

  @ParameterizedTest
  @MethodSource("classWeights")
  void classWeightsAreNumbersByLabel(String line, String message) {
    assertThat(Jobs.errors(Jobs.logistic(line))).containsExactly(message);
    assertThat(Jobs.errors(Jobs.softmax(line))).containsExactly(message);
  }
}
