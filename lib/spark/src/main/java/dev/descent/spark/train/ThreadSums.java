package dev.descent.spark.train;

import dev.descent.spark.data.HashOrderedTiles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.local.LocalSchedulerBackend;

/**
 * Sums by threads of the driver, in whose JVM a local master stores the tiles: they begin at once,
 * where a job takes about as long to begin as a pass over a hundred megabytes.
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
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean areStored = new AtomicBoolean(true);
    Optional<T> sum =
        IntStream.range(0, Math.min(threads, partitions.size()))
            .parallel()
            .mapToObj(thread -> sum(partitions, next, task, areStored))
            .flatMap(Optional::stream)
            .reduce(task::call);
    return areStored.get() ? sum.orElseGet(task::zero) : jobs.over(partitions, task);
  }

  /** What one thread adds, which takes one partition after the other from those that are left. */
  private <T> Optional<T> sum(
      List<Integer> partitions, AtomicInteger next, TileTask<T> task, AtomicBoolean areStored) {
    Optional<T> sum = Optional.empty();
    for (int k = next.getAndIncrement();
        k < partitions.size() && areStored.get();
        k = next.getAndIncrement()) {
      Optional<T> part = data().overStored(partitions.get(k), task::sum);
      if (part.isEmpty()) {
        areStored.set(false);
        return part;
      }
      sum = sum.isEmpty() ? part : Optional.of(task.call(sum.get(), part.get()));
    }
    return sum;
  }
}
