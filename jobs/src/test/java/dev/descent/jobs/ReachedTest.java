package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.optimize.OptimizerState;
import dev.descent.solve.Progress;
import dev.descent.solve.StopReason;
import dev.descent.solve.TrainingState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReachedTest {
  private static final String TWO = "tune.over.model.intercept = [true, false]";

  /** Of two parameters and an optimizer that remembers one vector: six numbers. */
  private static Training.Result result(StopReason reason, int epochs) {
    double[] parameters = {1, 2};
    TrainingState start =
        TrainingState.start(parameters, new OptimizerState(0, new double[][] {{0, 0}}));
    TrainingState state =
        new TrainingState(
            epochs,
            parameters,
            start.optimizer(),
            start.best(),
            List.of(new Progress(epochs, epochs, 0, 0, 0, 0, 0, 0)));
    return new Training.Result(parameters, reason, state, Optional.empty(), Optional.empty());
  }

  private static boolean keeps(long most, Entrant entrant) {
    Reached reached = new Reached(most);
    Training.Result result = result(StopReason.MAX_EPOCHS, 3);
    reached.put(entrant, 1, result);
    assertThat(reached.of(entrant, 0)).as("another fold").isEmpty();
    return reached.of(entrant, 1).equals(Optional.of(result));
  }

  @Test
  void keepsWhatTrainingsGoOnFrom() {
    Entrant entrant = Entrants.of(TWO).get(0);
    assertThat(keeps(6, entrant)).isTrue();
    assertThat(keeps(5, entrant)).as("too many numbers").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.rate.type = cosine",
        "training.stop.max-time = 1h",
      })
  void whatWouldBeOtherWithMoreEpochsStartsOver(String line) {
    assertThat(keeps(6, Entrants.of(TWO, line).get(0))).isFalse();
  }

  @Test
  void forgetsThoseThatAreLeftBehind() {
    List<Entrant> both = Entrants.of(TWO);
    Reached reached = new Reached(12);
    both.forEach(one -> reached.put(one, 0, result(StopReason.MAX_EPOCHS, 1)));
    reached.keep(List.of(2));
    assertThat(reached.of(both.get(0), 0)).isEmpty();
    Training.Result later = result(StopReason.MAX_EPOCHS, 2);
    both.forEach(one -> reached.put(one, 0, later));
    assertThat(reached.of(both.get(0), 0)).as("there is room again").contains(later);
    assertThat(reached.of(both.get(1), 0)).contains(later);
  }

  @Test
  void whatHasEndedByItselfIsFinal() {
    assertThat(Reached.isFinal(result(StopReason.MAX_EPOCHS, 3), 9)).isFalse();
    assertThat(Reached.isFinal(result(StopReason.MAX_EPOCHS, 3), 3)).isTrue();
    assertThat(Reached.isFinal(result(StopReason.NO_IMPROVEMENT, 3), 9)).isTrue();
  }
}
