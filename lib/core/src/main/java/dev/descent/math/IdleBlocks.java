package dev.descent.math;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Blocks of products that no thread computes in, each where the thread that had it last finds it
 * again. A {@link ThreadLocal} would not do: the threads of the common pool forget theirs after
 * every task.
 *
 * @param <B> kind of block
 */
final class IdleBlocks<B> {
  /** A power of two, many times the threads that compute at once. */
  private static final int PLACES = 64;

  private final AtomicReferenceArray<B> places = new AtomicReferenceArray<>(PLACES);
  private final Supplier<B> maker;

  IdleBlocks(Supplier<B> maker) {
    this.maker = maker;
  }

  /** Does {@code work} with a block that no other thread has meanwhile. */
  void use(Consumer<B> work) {
    int place = (int) Thread.currentThread().getId() & (PLACES - 1);
    B found = places.getAndSet(place, null);
    B block = found == null ? maker.get() : found;
    work.accept(block);
    places.set(place, block);
  }
}
