package dev.descent.spark.train;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to the tasks: inside their closure where it is small, in a broadcast where it
 * is large.
 */
final class Shipped<V extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Numbers above this many bytes are broadcast; below, the closure carries them at less cost. */
  static final int BROADCAST_BYTES = 40_000;

  private final @Nullable V closure;
  private final @Nullable Broadcast<V> broadcast;

  private Shipped(@Nullable V closure, @Nullable Broadcast<V> broadcast) {
    this.closure = closure;
    this.broadcast = broadcast;
  }

  static <V extends Serializable> Shipped<V> inside(V value) {
    return new Shipped<>(value, null);
  }

  static <V extends Serializable> Shipped<V> by(Broadcast<V> broadcast) {
    return new Shipped<>(null, broadcast);
  }

  V value() {
    if (closure != null) {
      return closure;
    }
    if (broadcast != null) {
      return broadcast.value();
    }
    throw new IllegalStateException("a task has nothing to work with");
  }
}
