package dev.descent.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work that is done at the same time, each piece on a thread of its own. */
final class SideBySide {
  private SideBySide() {}

  /** What {@code work} makes of {@code all}, in their order; the first failure is thrown. */
  static <T, R> List<R> of(List<T> all, Function<T, R> work) {
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    try {
      List<Future<R>> futures =
          all.stream().map(one -> threads.submit(() -> work.apply(one))).toList();
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptedRunException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
