package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.solve.Progress;
import dev.descent.solve.StrengthPath;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of a training, by a clock that the test moves. */
final class ProgressViewTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong(5 * SECOND);
  private final TimeLeft left = new TimeLeft(clock::get);

  @Test
  void aLineAnEpoch() {
    StringWriter text = new StringWriter();
    ProgressView lines = new ProgressView.Lines("housing", left, new PrintWriter(text));
    for (int epoch = 1; epoch <= 3; epoch++) {
      clock.addAndGet(2 * SECOND);
      lines.passed(epoch(epoch, 3));
    }
    lines.close();
    assertThat(text.toString().lines())
        .containsExactly(
            "housing: epoch 1/3, objective 0.500000, validation 0.250000, 4 s left, 1,000 rows/s",
            "housing: epoch 2/3, objective 0.500000, validation 0.250000, 2 s left, 1,000 rows/s",
            "housing: epoch 3/3, objective 0.500000, validation 0.250000, 1,000 rows/s");
  }

  @Test
  void aPathOfAHundredStrengthsHasTenLinesAndOneOfThreeHasThree() {
    StringWriter text = new StringWriter();
    ProgressView lines = new ProgressView.Lines("lasso", left, new PrintWriter(text));
    for (int done = 1; done <= 100; done++) {
      lines.passed(strength(done, 100));
    }
    assertThat(text.toString().lines()).hasSize(10);
    assertThat(text.toString().lines().findFirst().orElseThrow())
        .isEqualTo("lasso: strength 10/100, 45.00: objective 0.500000, coefficients 7, 0 s left");
    assertThat(text.toString()).contains("lasso: strength 100/100, 45.00: ");
    for (int done = 1; done <= 3; done++) {
      lines.passed(strength(done, 3));
    }
    assertThat(text.toString().lines()).hasSize(13);
  }

  @Test
  void aSolverThatEndsByItselfHasNoTimeLeft() {
    clock.addAndGet(SECOND);
    Headway first = epoch(1, Headway.UNBOUNDED);
    assertThat(first.line(left.after(first)))
        .isEqualTo("epoch 1, objective 0.500000, validation 0.250000, 1,000 rows/s");
  }

  /** Ten epochs of a hundred are left, after a run that was stopped at epoch 89 and this one. */
  @ParameterizedTest
  @CsvSource({"3, 30 s left", "12, 2 min left", "40, 7 min left", "900, 3 h left"})
  void whatAStoppedRunHadDoneTookNoTimeNow(long seconds, String expected) {
    clock.addAndGet(seconds * SECOND);
    assertThat(left.after(epoch(90, 100))).isEqualTo(expected);
  }

  /** Nor do the strengths of a path count for the epochs after it. */
  @Test
  void eachUnitHasItsOwnTime() {
    clock.addAndGet(100 * SECOND);
    left.after(strength(1, 1));
    clock.addAndGet(SECOND);
    assertThat(left.after(epoch(1, 11))).isEqualTo("10 s left");
  }

  @Test
  void theBarGivesWayToTheWords() {
    assertThat(ProgressBarView.line("job", 0.5, "epoch 5/10", 60))
        .isEqualTo("job [===============               ] epoch 5/10" + " ".repeat(13))
        .hasSize(60);
    assertThat(ProgressBarView.line("job", 0.5, "epoch 5/10", 27))
        .isEqualTo("job [=====     ] epoch 5/10");
    assertThat(ProgressBarView.line("job", 0.5, "epoch 5/10", 24))
        .isEqualTo(" [=====     ] epoch 5/10");
    assertThat(ProgressBarView.line("job", 0.5, "epoch 5/10", 20))
        .isEqualTo("epoch 5/10          ");
  }

  @Test
  void theBarMovesByEpochs() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (ProgressView bar = new ProgressBarView("lasso", left, terminal)) {
      bar.passed(strength(3, 3));
      bar.passed(epoch(1, 2));
      bar.passed(epoch(2, 2));
    }
    try (ProgressView bar = new ProgressBarView("lasso", left, terminal)) {
      bar.passed(epoch(7, Headway.UNBOUNDED));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("strength 3/3, 45.00: objective 0.500000, coefficients 7")
        .contains("] epoch 2/2, objective 0.500000, validation 0.250000, 1,000 rows/s")
        .contains("lasso: epoch 7, objective 0.500000, validation 0.250000, 1,000 rows/s")
        .contains("\r")
        .doesNotContain("\u001b");
  }

  private static Headway epoch(int epoch, int of) {
    return Headway.epoch(new Progress(epoch, 10 * epoch, 0.5, 0.4, 0.1, 1, 0.01, 0.25), of, 1000);
  }

  private static Headway strength(int done, int of) {
    return Headway.strength(
        new StrengthPath.Entry(45, 0.5, 0.4, Double.NaN, 7, new double[8]), done, of);
  }
}
