package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.optimize.OptimizerState;
import dev.descent.solve.TrainingState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
  private static List<Integer> kept(int steps) {
    Trajectory trajectory = new Trajectory();
    for (int step = 0; step < steps; step++) {
      double[] parameters = {step, -step};
      TrainingState.Best none = new TrainingState.Best(0, 0, parameters);
      OptimizerState nothing = new OptimizerState(0, new double[0][]);
      trajectory.add(new TrainingState(step, parameters, nothing, none, List.of()));
    }
    trajectory
        .points()
        .forEach(p -> assertThat(p.parameters()).containsExactly(p.step(), -p.step()));
    return trajectory.points().stream().map(Trajectory.Point::step).toList();
  }

  @Test
  void everyStepIsKeptUpToABound() {
    assertThat(kept(Trajectory.MOST)).hasSize(Trajectory.MOST);
    assertThat(kept(1)).containsExactly(0);
    assertThat(kept(0)).isEmpty();
  }

  /** Evenly, with both ends. */
  @Test
  void beyondThatTheyAreThinned() {
    for (int every : new int[] {2, 4, 8}) {
      int steps = Trajectory.MOST * every / 2 + 2;
      List<Integer> expected =
          IntStream.range(0, steps).filter(i -> i % every == 0 || i == steps - 1).boxed().toList();
      assertThat(kept(steps)).isEqualTo(expected).hasSizeLessThanOrEqualTo(Trajectory.MOST + 1);
    }
  }
}
