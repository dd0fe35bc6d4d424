package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Readers of a champion that changes all the time, and that is deleted once it is not any more. */
final class Loads {
  private final Place place;
  private final int readers;

  Loads(Place place, int readers) {
    this.place = place;
    this.readers = readers;
  }

  /** Every one of {@code loads} is a whole champion, old or new. */
  void requireWhole(int loads) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(readers);
    AtomicInteger left = new AtomicInteger(loads);
    try (ModelStore writer = place.open()) {
      writer.promote(writer.publish(Runs.of("run-1", 1)).number(), OptionalInt.empty());
      List<Future<Double>> reading =
          Stream.<Callable<Double>>generate(() -> () -> read(left))
              .limit(readers)
              .map(pool::submit)
              .toList();
      int last = 1;
      while (reading.stream().anyMatch(reader -> !reader.isDone())) {
        OptionalInt before = writer.state().champion();
        last++;
        writer.promote(writer.publish(Runs.of("run-" + last, last)).number(), before);
        writer.delete(before.orElseThrow());
      }
      double newest = 0;
      for (Future<Double> reader : reading) {
        newest = Math.max(newest, reader.get());
      }
      assertThat(newest).isBetween(2.0, (double) last);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Each weight says which version it belongs to, and champions never go back here. */
  private double read(AtomicInteger left) {
    double last = 0;
    try (ModelStore reader = place.open()) {
      // Some more, until a promotion was seen.
      while (left.getAndDecrement() > 0 || last < 2) {
        StoredModel champion = reader.champion();
        double weight = champion.model().parameters()[0];
        assertThat(champion.version().run()).isEqualTo("run-" + (int) weight);
        assertThat(weight).isGreaterThanOrEqualTo(last);
        last = weight;
      }
    }
    return last;
  }
}
