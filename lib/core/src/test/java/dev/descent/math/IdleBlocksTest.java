package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class IdleBlocksTest {
  private final Set<Object> made = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdleBlocks<Object> blocks = new IdleBlocks<>(this::make);

  private Object make() {
    Object block = new Object();
    synchronized (made) {
      made.add(block);
    }
    return block;
  }

  @Test
  void aThreadGetsTheBlockThatItHadLast() {
    List<Object> used = new ArrayList<>();
    blocks.use(used::add);
    blocks.use(used::add);
    assertThat(used.get(1)).isSameAs(used.get(0));
    assertThat(made).hasSize(1);
  }

  @Test
  void aBlockInUseIsNotGivenTwice() {
    List<Object> used = new ArrayList<>();
    blocks.use(
        outer -> {
          used.add(outer);
          blocks.use(used::add);
        });
    assertThat(used.get(1)).isNotSameAs(used.get(0));
  }

  /** Where a value of a thread would be gone after each task. */
  @Test
  void threadsOfTheCommonPoolKeepTheirs() throws InterruptedException {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    int threads = Math.max(1, pool.getParallelism());
    for (int task = 0; task < 10 * threads; task++) {
      CountDownLatch done = new CountDownLatch(1);
      pool.execute(
          () -> {
            blocks.use(block -> {});
            done.countDown();
          });
      done.await();
    }
    assertThat(made).hasSizeBetween(1, threads);
  }
}
