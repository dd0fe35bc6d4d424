package dev.descent.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Tile;
import dev.descent.math.Pieces;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TileTaskTest {
  private static final int LONG = 3_000_000;

  /** One of many at a time: sums and what becomes of two of them take no other's core. */
  @Test
  void staysOnItsThread() {
    Threads task = new Threads();
    Set<Thread> own = Set.of(Thread.currentThread());
    assertThat(task.of(Collections.emptyIterator())).isEqualTo(own);
    assertThat(task.merge(task.zero(), task.zero())).isEqualTo(own);
  }

  /** Which threads work on a long vector. */
  private static final class Threads extends TileTask<Set<Thread>> {
    private static final long serialVersionUID = 1L;

    @Override
    Set<Thread> over(Iterator<Tile> tiles) {
      return join(zero(), zero());
    }

    @Override
    Set<Thread> zero() {
      return ConcurrentHashMap.newKeySet();
    }

    @Override
    Set<Thread> join(Set<Thread> sum, Set<Thread> part) {
      double roots =
          Pieces.sum(
              LONG,
              (from, to) -> {
                sum.add(Thread.currentThread());
                return IntStream.range(from, to).mapToDouble(Math::sqrt).sum();
              });
      assertThat(roots).isPositive();
      return sum;
    }
  }
}
