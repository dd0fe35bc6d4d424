package dev.descent.math;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread for every core but the caller's, for work of some microseconds again and again: a step
 * of descent is a dozen of such. A helper that has nothing to do looks for work for a while before
 * it sleeps, for to wake one takes 20 to 50 us, in which a core alone would have done most of it.
 *
 * <p>One work at a time: who finds the others at work does all parts alone.
 */
final class Crew {
  /** No more than Java's common pool may have, whose property sets a limit for both. */
  static final Crew OF_THIS_MACHINE =
      new Crew(
          Math.min(
              ForkJoinPool.getCommonPoolParallelism(),
              Runtime.getRuntime().availableProcessors() - 1));

  /** The caller and nobody else. */
  static final Crew ALONE = new Crew(0);

  /** How often a helper looks for work: for 100 to 300 us, more than a step goes without any. */
  private static final int LOOKS = 5_000;

  /** How often the caller looks before it lets other threads have the core for a while. */
  private static final int LOOKS_BEFORE_PAUSE = 10_000;

  private static final long PAUSE_NANOS = 20_000;

  private final AtomicBoolean isTaken = new AtomicBoolean();
  private final Helper[] helpers;

  /** The newest work; it stays, with nothing left to do, when it is done. */
  private volatile Work newest = new Work(0, part -> {});

  /** Of this many helpers, which are started when there is work for them. */
  Crew(int helpers) {
    this.helpers = new Helper[helpers];
    for (int h = 0; h < helpers; h++) {
      this.helpers[h] = new Helper(h);
    }
  }

  /** How many work at once: the helpers and the caller. */
  int size() {
    return helpers.length + 1;
  }

  /**
   * Does the parts 0 to {@code parts} - 1 of {@code work}, in any order and on any thread.
   *
   * @throws RuntimeException what one of the parts has thrown, or an Error, when all are over
   */
  void each(int parts, IntConsumer work) {
    if (parts < 2 || helpers.length == 0 || !isTaken.compareAndSet(false, true)) {
      for (int part = 0; part < parts; part++) {
        work.accept(part);
      }
      return;
    }
    try {
      Work shared = new Work(parts, work);
      newest = shared;
      for (int h = 0; h < Math.min(helpers.length, parts - 1); h++) {
        helpers[h].call();
      }
      shared.take();
      shared.await();
    } finally {
      isTaken.set(false);
    }
  }

  /** Work whose parts are taken one by one. */
  private static final class Work {
    private final int parts;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();

    /** Null when all parts are over, lest it keep what it worked on from being collected. */
    private @Nullable IntConsumer part;

    private volatile @Nullable Throwable failure;

    Work(int parts, IntConsumer part) {
      this.parts = parts;
      this.part = part;
    }

    /** Does parts until none is left. */
    void take() {
      for (int k = taken.getAndIncrement(); k < parts; k = taken.getAndIncrement()) {
        IntConsumer each = part;
        if (each == null) {
          throw new IllegalStateException("a part of work that is over was taken");
        }
        try {
          each.accept(k);
        } catch (RuntimeException | Error e) {
          failure = e;
        }
        over.incrementAndGet();
      }
    }

    /** Waits for the parts that others have taken. */
    void await() {
      for (int looks = 0; over.get() < parts; looks++) {
        if (looks < LOOKS_BEFORE_PAUSE) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(this, PAUSE_NANOS);
        }
      }
      part = null;
      Throwable thrown = failure;
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }

  /** One thread. */
  private final class Helper implements Runnable {
    private final int index;
    private final Thread thread;
    private boolean isStarted;
    private volatile boolean sleeps;

    Helper(int index) {
      this.index = index;
      this.thread = new Thread(null, this, "descent-crew-" + (index + 1), 0, false);
      thread.setDaemon(true);
    }

    /** Makes sure that it sees the newest work; called by one thread at a time. */
    void call() {
      if (!isStarted) {
        isStarted = true;
        thread.start();
      } else if (sleeps) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      Work last = null;
      int looks = 0;
      while (true) {
        Work next = newest;
        if (next != last) {
          last = next;
          if (index < next.parts - 1) {
            next.take();
            looks = 0;
          }
        } else if (looks < LOOKS) {
          looks++;
          Thread.onSpinWait();
        } else {
          sleeps = true;
          if (newest == last) {
            LockSupport.park(this);
          }
          sleeps = false;
          looks = 0;
        }
      }
    }
  }
}
