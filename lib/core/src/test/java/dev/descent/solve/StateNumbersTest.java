package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.loss.Logistic;
import dev.descent.math.Wire;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.optimize.Adam;
import dev.descent.optimize.Constant;
import dev.descent.optimize.OptimizerState;
import dev.descent.penalty.None;
import dev.descent.sample.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the laws of the solvers do not tell of states that are written and read. */
class StateNumbersTest {
  private static final double[] PARAMETERS = {-0.0, Double.MIN_VALUE, 1e300};

  private static TrainingState state(double[] best) {
    return new TrainingState(
        Integer.MAX_VALUE,
        PARAMETERS,
        new OptimizerState(5, new double[][] {{1, 2, 3}, {}, {0.5}}),
        new TrainingState.Best(2, Double.POSITIVE_INFINITY, best),
        List.of(progress(0), progress(3)));
  }

  private static Progress progress(int epoch) {
    return new Progress(
        epoch, 7, Double.NaN, -0.0, 1e-320, Double.POSITIVE_INFINITY, 0.1, Double.NaN);
  }

  @Test
  void everyNumberComesBackToTheBit() {
    for (double[] best : List.of(PARAMETERS, new double[] {4, 5, 6})) {
      TrainingState state = state(best);
      TrainingState read = Stored.copy(state);
      assertThat(Wire.bytes(read)).isEqualTo(Wire.bytes(state));
    }
  }

  @Test
  void bestParametersAreKeptOnceWhereTheyAreTheParameters() {
    assertThat(StateNumbers.of(state(PARAMETERS)).vectors().keySet())
        .containsExactly("counts", "history", "parameters", "slot 0", "slot 1", "slot 2");
    assertThat(StateNumbers.of(state(PARAMETERS.clone())).vectors()).containsKey("best");
  }

  /** Parameters and step alone are not enough to go on with. */
  @Test
  void withoutWhatTheOptimizerRemembersOtherBitsCome() {
    Linear network = new Linear(2, 1, true);
    Objective objective = new Objective(network, new Logistic(), new None());
    Risks risks =
        new Risks(
            new LocalRisk(objective, Rows.classification(6, 50, 2).tiles()), Optional.empty());
    Adam adam = new Adam(0.9, 0.999, 1e-8);
    MiniBatchDescent descent =
        new MiniBatchDescent(new StepRule(adam, new Constant(0.1)), 7, 9, Metric.TRAIN_LOSS);
    TrainingState half = after(descent.states(risks, objective, descent.start(new double[3])), 12);
    byte[] expected = Wire.bytes(after(descent.states(risks, objective, half), 12).parameters());
    States rest = descent.states(risks, objective, Stored.copy(half));
    assertThat(Wire.bytes(after(rest, 12).parameters())).isEqualTo(expected);
    TrainingState naive =
        new TrainingState(
            half.step(), half.parameters(), adam.init(3), half.best(), half.history());
    States others = descent.states(risks, objective, naive);
    assertThat(Wire.bytes(after(others, 12).parameters())).isNotEqualTo(expected);
  }

  private static TrainingState after(States states, int count) {
    TrainingState state = states.next();
    for (int i = 1; i < count; i++) {
      state = states.next();
    }
    return state;
  }

  @Test
  void whatIsNoStateIsRefused() {
    refused("counts", null, "a training state has counts, but this one has not");
    refused("parameters", null, "a training state has parameters, but this one has not");
    refused("history", null, "a training state has history, but this one has not");
    refused("counts", new double[3], "counts must have 4 numbers, but has 3");
    refused("history", new double[9], "history must have 8 numbers an epoch, but has 9");
    refused("best", new double[2], "best has 2 numbers, but parameters 3");
    refused("counts", new double[] {0.5, 0, 0, 0}, "a count must be a whole number, but was 0.5");
    refused("counts", new double[] {0, -1, 0, 0}, "a count must be a whole number, but was -1.0");
    refused("counts", new double[] {3e9, 0, 0, 0}, "a count must be a whole number, but was 3.0E9");
  }

  private static void refused(String name, double @Nullable [] vector, String message) {
    Map<String, double[]> vectors =
        new LinkedHashMap<>(StateNumbers.of(state(PARAMETERS)).vectors());
    vectors.remove(name);
    if (vector != null) {
      vectors.put(name, vector);
    }
    StateNumbers numbers = new StateNumbers(vectors);
    assertThatThrownBy(numbers::state)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
