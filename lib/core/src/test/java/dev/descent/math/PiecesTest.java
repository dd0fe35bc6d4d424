package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, Pieces.LENGTH - 1, Pieces.LENGTH, Pieces.LENGTH + 1, 100_003})
  void everyNumberIsVisitedOnce(int size) {
    int[] visits = new int[size];
    Pieces.each(
        size,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            visits[j]++;
          }
        });
    assertThat(visits).isEqualTo(ones(size));
  }

  /** Parts begin at multiples of 16 rows; little work and one core take one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 65, 128, 784})
  void everyRowOfProductsIsVisitedOnce(int rows) {
    for (long products : new long[] {0, 1L << 21, 1L << 22, 1L << 40}) {
      int[] visits = new int[rows];
      Set<Integer> starts = ConcurrentHashMap.newKeySet();
      Pieces.Range visit =
          (from, to) -> {
            starts.add(from);
            assertThat(to).isGreaterThanOrEqualTo(Math.min(from + 1, rows));
            for (int i = from; i < to; i++) {
              visits[i]++;
            }
          };
      Pieces.ofProducts(rows, products, visit);
      assertThat(visits).isEqualTo(ones(rows));
      assertThat(starts).allMatch(from -> from % 16 == 0 && from <= Math.max(0, rows - 1));
      if (products < 1L << 22) {
        assertThat(starts).containsExactly(0);
      } else if (rows > 64 && Crew.OF_THIS_MACHINE.size() > 1) {
        assertThat(starts).hasSizeGreaterThan(1);
      }
      starts.clear();
      Pieces.onOneCore(
          () -> {
            Pieces.ofProducts(rows, products, visit);
            return starts;
          });
      assertThat(starts).containsExactly(0);
    }
  }

  /** Sizes of parts differ by less than the rows that are taken at once. */
  @ParameterizedTest
  @CsvSource({"784, 2, 400", "1000, 2, 512", "1000, 3, 336", "65, 2, 48", "128, 7, 64"})
  void partsOfProductsAreAlmostEqual(int rows, int cores, int most) {
    Set<Integer> sizes = ConcurrentHashMap.newKeySet();
    Pieces.with(
        new Crew(cores - 1),
        () -> {
          Pieces.ofProducts(rows, Long.MAX_VALUE, (from, to) -> sizes.add(to - from));
          return sizes;
        });
    assertThat(Collections.max(sizes)).isEqualTo(most);
  }

  private static int[] ones(int size) {
    int[] ones = new int[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void sumsHaveTheSameBitsOnAnyNumberOfCores() {
    double[] numbers = numbers(1_000_003);
    double expected = 0;
    for (int from = 0; from < numbers.length; from += Pieces.LENGTH) {
      expected += sum(numbers, from, Math.min(numbers.length, from + Pieces.LENGTH));
    }
    for (int cores : new int[] {1, 2, 7}) {
      double sum =
          Pieces.with(
              new Crew(cores - 1),
              () -> Pieces.sum(numbers.length, (from, to) -> sum(numbers, from, to)));
      assertThat(sum).isEqualTo(expected);
    }
    assertThat(sum(numbers, 0, numbers.length)).isNotEqualTo(expected);
  }

  @Test
  void aTaskStaysOnItsThread() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    double[] numbers = numbers(1_000_003);
    Pieces.RangeSum noting =
        (from, to) -> {
          threads.add(Thread.currentThread());
          return sum(numbers, from, to);
        };
    double alone = Pieces.onOneCore(() -> Pieces.sum(numbers.length, noting));
    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(Pieces.sum(numbers.length, noting)).isEqualTo(alone);
    Set<Thread> others = ConcurrentHashMap.newKeySet();
    CountDownLatch two = new CountDownLatch(Crew.OF_THIS_MACHINE.size() > 1 ? 2 : 1);
    Pieces.each(
        numbers.length,
        (from, to) -> {
          if (others.add(Thread.currentThread())) {
            two.countDown();
            await(two);
          }
        });
    assertThat(two.getCount()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double[] numbers(int size) {
    SplitMix random = SplitMix.forPurpose(3, "pieces", size);
    double[] numbers = new double[size];
    for (int j = 0; j < size; j++) {
      numbers[j] = random.nextNormal();
    }
    return numbers;
  }

  private static double sum(double[] numbers, int from, int to) {
    double sum = 0;
    for (int j = from; j < to; j++) {
      sum += numbers[j];
    }
    return sum;
  }
}
