package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.spark.data.HashOrderedTiles;
import dev.descent.spark.rdd.Partitions;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
    Partitions.Step<Tile, T> step = isAlone ? task::over : task;
    try (StoredTiles tiles = new StoredTiles(data(), partitions)) {
      Pass<T> pass = new Pass<>(tiles, step, task, new AtomicReference<>());
      Optional<T> sum =
          IntStream.range(0, taken)
              .parallel()
              .mapToObj(thread -> pass.sum())
              .flatMap(Optional::stream)
              .reduce(task::merge);
      pass.throwFailure();
      if (tiles.areStored()) {
        return sum.orElseGet(task::zero);
      }
    }
    return jobs.over(partitions, task);
  }

  /**
   * What threads share. All of them end before a failure of one is thrown: else some would still
   * hold tiles when the training gives the memory back.
   */
  private record Pass<T>(
      StoredTiles tiles,
      Partitions.Step<Tile, T> step,
      TileTask<T> task,
      AtomicReference<Throwable> failure) {

    /** What one thread adds; empty where there is nothing left for it, or a failure. */
    Optional<T> sum() {
      try {
        return task.takesAnyTiles() ? ofAny() : byPartitions();
      } catch (RuntimeException | Error thrown) {
        failure.compareAndSet(null, thrown);
        tiles.end();
        return Optional.empty();
      }
    }

    private Optional<T> ofAny() {
      Iterator<Tile> any = tiles.any();
      return any.hasNext() ? Optional.of(step.of(any)) : Optional.empty();
    }

    private Optional<T> byPartitions() {
      Optional<T> sum = Optional.empty();
      for (Optional<Iterator<Tile>> some = tiles.partition();
          some.isPresent();
          some = tiles.partition()) {
        T part = step.of(some.get());
        sum = Optional.of(sum.isEmpty() ? part : task.merge(sum.get(), part));
      }
      return sum;
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
