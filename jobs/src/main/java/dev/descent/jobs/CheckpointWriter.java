package dev.descent.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints while training goes on, which it can since states never change: at most one at
 * a time, and the next one no sooner than the interval after the last one began.
 *
 * <p>The first one is waited for, so that a place that cannot be written is found out at once. A
 * failure of a later one ends the training at its next state.
 */
final class CheckpointWriter implements AutoCloseable {
  private final Consumer<Waypoint> save;
  private final long everyNanos;
  private final LongSupplier clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "checkpoints");
            made.setDaemon(true);
            return made;
          });
  private @Nullable Future<?> writing;

  /** What could be written and is not; a state may be most of the memory, so no other is kept. */
  private @Nullable Waypoint latest;

  private boolean begun;
  private long begunNanos;
  private boolean stopped;

  /**
   * One that writes by {@code save}.
   *
   * @param clock in nanoseconds
   */
  CheckpointWriter(Consumer<Waypoint> save, Duration every, LongSupplier clock) {
    this.save = save;
    this.everyNanos = every.toNanos();
    this.clock = clock;
  }

  /** Training goes on from {@code waypoint}; a failure of an earlier checkpoint is thrown. */
  synchronized void passed(Waypoint waypoint) {
    if (stopped) {
      return;
    }
    latest = waypoint;
    if (writing != null && writing.isDone()) {
      finish(writing);
    }
    boolean first = !begun;
    if (first || (writing == null && clock.getAsLong() - begunNanos >= everyNanos)) {
      writing = begin(waypoint);
    }
    if (first && writing != null) {
      finish(writing);
    }
  }

  private Future<?> begin(Waypoint waypoint) {
    begun = true;
    latest = null;
    begunNanos = clock.getAsLong();
    return thread.submit(() -> save.accept(waypoint));
  }

  private void finish(Future<?> task) {
    try {
      task.get();
      writing = null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a checkpoint could not be written", e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while a checkpoint was written", e);
    }
  }

  /**
   * Writes a last one, if there is something new and time for it; none follows.
   *
   * @return what is wrong, if it could not be
   */
  synchronized Optional<String> stop(Duration allowed) {
    stopped = true;
    long end = System.nanoTime() + allowed.toNanos();
    try {
      if (writing != null) {
        await(writing, end);
      }
      if (latest != null) {
        await(begin(latest), end);
      }
      return Optional.empty();
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      return Optional.of(String.valueOf(why.getMessage()));
    } catch (TimeoutException e) {
      return Optional.of("the last checkpoint takes longer than " + allowed.toSeconds() + " s");
    } catch (InterruptedException e) {
      return Optional.of("interrupted while the last checkpoint was written");
    }
  }

  private static void await(Future<?> task, long end)
      throws ExecutionException, TimeoutException, InterruptedException {
    task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** Waits for the one that is being written; its failure is of no interest any more. */
  @Override
  public synchronized void close() {
    stopped = true;
    latest = null;
    thread.shutdown();
    try {
      if (writing != null) {
        writing.get();
      }
    } catch (ExecutionException e) {
      writing = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
