package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {
  private static final int HELPERS = 3;

  private final Crew crew = new Crew(HELPERS);

  @Test
  void everyPartIsDoneOnce() {
    for (int round = 0; round < 20_000; round++) {
      int parts = round % 9;
      AtomicIntegerArray done = new AtomicIntegerArray(9);
      crew.each(parts, done::incrementAndGet);
      for (int k = 0; k < 9; k++) {
        assertThat(done.get(k)).isEqualTo(k < parts ? 1 : 0);
      }
    }
  }

  /** Each part waits until all threads have one: right after the last work, and after a sleep. */
  @Test
  void allThreadsWorkAtOnce() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      CyclicBarrier all = new CyclicBarrier(crew.size());
      crew.each(
          crew.size(),
          part -> {
            threads.add(Thread.currentThread());
            await(all);
          });
      assertThat(threads).hasSize(HELPERS + 1).contains(Thread.currentThread());
      if (round % 2 == 1) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }

  private static void await(CyclicBarrier all) {
    try {
      all.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatAPartThrowsIsThrownWhenAllAreOver() {
    AtomicIntegerArray done = new AtomicIntegerArray(8);
    assertThatThrownBy(
            () ->
                crew.each(
                    8,
                    part -> {
                      if (part == 5) {
                        throw new IllegalArgumentException("part 5");
                      }
                      done.incrementAndGet(part);
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("part 5");
    for (int k = 0; k < 8; k++) {
      assertThat(done.get(k)).isEqualTo(k == 5 ? 0 : 1);
    }
    assertThatThrownBy(
            () ->
                crew.each(
                    8,
                    part -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    everyPartIsDoneOnce();
  }

  /** Each thread's, in the middle of a part of all. */
  @Test
  void whoFindsTheOthersAtWorkDoesAllAlone() {
    CyclicBarrier all = new CyclicBarrier(crew.size());
    crew.each(
        crew.size(),
        part -> {
          await(all);
          Set<Thread> threads = ConcurrentHashMap.newKeySet();
          crew.each(50, inner -> threads.add(Thread.currentThread()));
          assertThat(threads).containsExactly(Thread.currentThread());
        });
  }

  @Test
  void aloneWithoutHelpers() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Crew.ALONE.each(50, part -> threads.add(Thread.currentThread()));
    assertThat(Crew.ALONE.size()).isEqualTo(1);
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  /** Helpers that wait for more do not keep what the last work was about. */
  @Test
  void whatIsOverCanBeCollected() throws InterruptedException {
    WeakReference<double[]> values = worked();
    for (int k = 0; k < 100 && values.get() != null; k++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(values.get()).isNull();
  }

  private WeakReference<double[]> worked() {
    double[] values = new double[1000];
    crew.each(1000, part -> values[part] = part);
    return new WeakReference<>(values);
  }
}
