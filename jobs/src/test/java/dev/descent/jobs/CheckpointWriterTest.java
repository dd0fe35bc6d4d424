package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.Waypoint.Leg;
import dev.descent.jobs.run.StorageException;
import dev.descent.optimize.OptimizerState;
import dev.descent.solve.TrainingState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When checkpoints are written, by a clock of the test. */
final class CheckpointWriterTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong seconds = new AtomicLong(1000);
  private final List<Waypoint> saved = new CopyOnWriteArrayList<>();

  private CheckpointWriter writer(Consumer<Waypoint> save) {
    return new CheckpointWriter(save, MINUTE, () -> seconds.get() * 1_000_000_000L);
  }

  private static Waypoint waypoint(int step) {
    double[] parameters = {step};
    TrainingState start =
        TrainingState.start(parameters, new OptimizerState(step, new double[0][]));
    return new Waypoint(Leg.FIRST, start, new double[0], step);
  }

  @Test
  void theFirstIsWrittenAtOnceAndOthersAfterTheInterval() {
    Waypoint first = waypoint(1);
    Waypoint next = waypoint(3);
    try (CheckpointWriter writer = writer(saved::add)) {
      writer.passed(first);
      assertThat(saved).containsExactly(first);
      seconds.addAndGet(59);
      writer.passed(waypoint(2));
      seconds.addAndGet(1);
      writer.passed(next);
      writer.passed(waypoint(4));
    }
    assertThat(saved).containsExactly(first, next);
  }

  @Test
  void trainingDoesNotWaitForOneThatTakesLong() {
    CountDownLatch ends = new CountDownLatch(1);
    Waypoint first = waypoint(1);
    Waypoint slow = waypoint(2);
    try (CheckpointWriter writer =
        writer(
            waypoint -> {
              if (waypoint.equals(slow)) {
                await(ends);
              }
              saved.add(waypoint);
            })) {
      writer.passed(first);
      seconds.addAndGet(60);
      writer.passed(slow);
      seconds.addAndGet(60);
      writer.passed(waypoint(3));
      assertThat(saved).containsExactly(first);
      ends.countDown();
    }
    assertThat(saved).containsExactly(first, slow);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFirstOneThatFailsEndsTrainingAtOnce() {
    try (CheckpointWriter writer = writer(CheckpointWriterTest::fail)) {
      assertThatThrownBy(() -> writer.passed(waypoint(1)))
          .isInstanceOf(StorageException.class)
          .hasMessage("the disk is full");
    }
  }

  @Test
  void aLaterOneThatFailsEndsTrainingAtAStateAfterIt() {
    Waypoint bad = waypoint(2);
    try (CheckpointWriter writer =
        writer(
            waypoint -> {
              if (waypoint.equals(bad)) {
                fail(waypoint);
              }
            })) {
      writer.passed(waypoint(1));
      seconds.addAndGet(60);
      writer.passed(bad);
      assertThatThrownBy(
              () -> {
                for (int step = 3; step < Integer.MAX_VALUE; step++) {
                  writer.passed(waypoint(step));
                }
              })
          .isInstanceOf(StorageException.class)
          .hasMessage("the disk is full");
    }
  }

  private static void fail(Waypoint waypoint) {
    throw new StorageException("the disk is full");
  }

  @Test
  void theLatestIsWrittenWhenTheProcessIsToEndAndNoneAfterIt() {
    Waypoint first = waypoint(1);
    Waypoint latest = waypoint(2);
    try (CheckpointWriter writer = writer(saved::add)) {
      writer.passed(first);
      writer.passed(latest);
      assertThat(writer.stop(MINUTE)).isEmpty();
      assertThat(saved).containsExactly(first, latest);
      seconds.addAndGet(100);
      writer.passed(waypoint(3));
    }
    assertThat(saved).containsExactly(first, latest);
  }

  /** Told to end just after the training has ended, it leaves nothing behind. */
  @Test
  void noneIsWrittenAfterTheEnd() {
    Waypoint first = waypoint(1);
    CheckpointWriter writer = writer(saved::add);
    writer.passed(first);
    writer.passed(waypoint(2));
    writer.close();
    assertThat(writer.stop(MINUTE)).isEmpty();
    assertThat(saved).containsExactly(first);
  }

  @Test
  void nothingNewIsNotWrittenAgain() {
    try (CheckpointWriter writer = writer(saved::add)) {
      assertThat(writer.stop(MINUTE)).isEmpty();
      assertThat(saved).isEmpty();
    }
    Waypoint first = waypoint(1);
    try (CheckpointWriter writer = writer(saved::add)) {
      writer.passed(first);
      assertThat(writer.stop(MINUTE)).isEmpty();
      assertThat(saved).containsExactly(first);
    }
  }

  @Test
  void aLastOneThatTakesTooLongOrFailsIsSaid() {
    CountDownLatch ends = new CountDownLatch(1);
    Waypoint slow = waypoint(2);
    try (CheckpointWriter writer =
        writer(
            waypoint -> {
              if (waypoint.equals(slow)) {
                await(ends);
              }
            })) {
      writer.passed(waypoint(1));
      writer.passed(slow);
      assertThat(writer.stop(Duration.ZERO)).contains("the last checkpoint takes longer than 0 s");
      ends.countDown();
    }
    Waypoint bad = waypoint(2);
    try (CheckpointWriter writer =
        writer(
            waypoint -> {
              if (waypoint.equals(bad)) {
                fail(waypoint);
              }
            })) {
      writer.passed(waypoint(1));
      writer.passed(bad);
      assertThat(writer.stop(MINUTE)).contains("the disk is full");
    }
  }
}
