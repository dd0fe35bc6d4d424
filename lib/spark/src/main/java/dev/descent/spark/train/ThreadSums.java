package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.spark.data.HashOrderedTiles;
import dev.descent.spark.rdd.Partitions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.local.LocalSchedulerBackend;

/**
 * Sums by threads of the driver, in whose JVM a local master stores the tiles: they begin at once,
 * where a job takes about as long to begin as a pass over a hundred megabytes. The one thread that
 * a single partition takes has the other cores for its products and long vectors.
 *
 * @param jobs which sum where tiles are not stored any more, and make them again
 * @param threads at most
 */
record ThreadSums(TreeAggregate jobs, int threads) implements TileSums {

  /** As many threads as tasks would have, on as many processors as there are. */
  static ThreadSums of(TreeAggregate jobs) {
    SparkContext local = jobs.data().tiles().context();
    int tasks = ((LocalSchedulerBackend) local.schedulerBackend()).totalCores();
    return new ThreadSums(jobs, Math.min(tasks, Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public HashOrderedTiles data() {
    return jobs.data();
  }

  @Override
  public <T> T over(List<Integer> partitions, TileTask<T> task) {
    int taken = Math.min(threads, partitions.size());
    boolean isAlone = threads > 1 && partitions.size() == 1;
    Pass<T> pass = new Pass<>(data(), partitions, isAlone ? task::over : task, task);
    Optional<T> sum =
        IntStream.range(0, taken)
            .parallel()
            .mapToObj(thread -> pass.sum())
            .flatMap(Optional::stream)
            .reduce(task::merge);
    pass.throwFailure();
    return pass.areStored ? sum.orElseGet(task::zero) : jobs.over(partitions, task);
  }

  /**
   * What threads share that take one partition after the other from those that are left. All of
   * them end before a failure of one is thrown: else some would still hold tiles when the training
   * gives the memory back.
   */
  private static final class Pass<T> {
    private final HashOrderedTiles data;
    private final List<Integer> partitions;
    private final Partitions.Step<Tile, T> step;
    private final TileTask<T> task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean areStored = true;

    Pass(
        HashOrderedTiles data,
        List<Integer> partitions,
        Partitions.Step<Tile, T> step,
        TileTask<T> task) {
      this.data = data;
      this.partitions = partitions;
      this.step = step;
      this.task = task;
    }

    /** What one thread adds; empty where there is nothing left for it, or a failure. */
    Optional<T> sum() {
      try {
        return sumOfWhatIsLeft();
      } catch (RuntimeException | Error thrown) {
        failure.compareAndSet(null, thrown);
        return Optional.empty();
      }
    }

    private Optional<T> sumOfWhatIsLeft() {
      Optional<T> sum = Optional.empty();
      for (int k = next.getAndIncrement(); goesOn(k); k = next.getAndIncrement()) {
        Optional<T> part = data.overStored(partitions.get(k), step);
        if (part.isEmpty()) {
          areStored = false;
          return part;
        }
        sum = sum.isEmpty() ? part : Optional.of(task.merge(sum.get(), part.get()));
      }
      return sum;
    }

    private boolean goesOn(int k) {
      return k < partitions.size() && areStored && failure.get() == null;
    }

    void throwFailure() {
      if (failure.get() instanceof Error error) {
        throw error;
      }
      if (failure.get() instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
