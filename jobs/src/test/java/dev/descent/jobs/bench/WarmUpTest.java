package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class WarmUpTest {

  /**
   * How many runs it takes.
   *
   * @param others seconds of each run that do not count
   * @param compiled seconds by the number of the run
   * @param seconds that count, and of the last run as often as it wants
   */
  private static int runs(double others, IntToDoubleFunction compiled, double... seconds) {
    WarmUp warmUp = new WarmUp();
    int runs = 0;
    while (!warmUp.isOver()) {
      double measured = seconds[Math.min(runs, seconds.length - 1)];
      warmUp.add(measured, measured + others, compiled.applyAsDouble(runs));
      runs++;
    }
    return runs;
  }

  private static int runs(double others, double... seconds) {
    return runs(others, run -> 0, seconds);
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
  void goesOnWhileThereIsMuchToCompile() {
    assertThat(runs(0, run -> run < 25 ? 0.075 : 0.074, 0.5)).isEqualTo(25 + WarmUp.RUNS);
    assertThat(runs(0.5, run -> run < 12 ? 0.15 : 0.149, 0.5)).isEqualTo(12 + WarmUp.RUNS);
  }

  @Test
  void endsAfterThirtySeconds() {
    assertThat(runs(0, 60)).isEqualTo(1);
    assertThat(runs(0, 9, 8, 7, 6)).isEqualTo(4);
    assertThat(runs(0, run -> 1, 0.5)).isEqualTo(60);
  }
}
