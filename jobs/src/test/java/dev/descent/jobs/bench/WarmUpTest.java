package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WarmUpTest {

  /** How many runs of these seconds it takes; of the last of them as many as it wants. */
  private static int runs(double prepared, double... seconds) {
    WarmUp warmUp = new WarmUp();
    int runs = 0;
    while (!warmUp.isOver()) {
      warmUp.add(prepared, seconds[Math.min(runs, seconds.length - 1)]);
      runs++;
    }
    return runs;
  }

  @Test
  void lastsTenSeconds() {
    assertThat(runs(0, 0.5)).isEqualTo(20);
    assertThat(runs(1.5, 0.5)).isEqualTo(1 + WarmUp.RUNS);
  }

  @Test
  void goesOnWhileRunsGetFaster() {
    double[] falling = {8, 4, 3, 2, 1.5, 1.4, 1.3, 1};
    assertThat(runs(0, falling)).isEqualTo(falling.length + WarmUp.RUNS);
    assertThat(runs(0, 8, 1, 0.99, 0.98)).isEqualTo(2 + WarmUp.RUNS);
  }

  @Test
  void endsAfterThirtySeconds() {
    assertThat(runs(0, 60)).isEqualTo(1);
    assertThat(runs(0, 9, 8, 7, 6)).isEqualTo(4);
  }
}
