package dev.descent.spark.train;

import java.io.Serializable;
import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A value on its way to the tasks.
 *
 * @param <V> what tasks read and never write to
 */
abstract class Shipped<V> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How a value gets to the tasks. */
  enum Way {
    /** Inside of their closure. */
    CLOSURE,
    /** By reference, for tasks that run in the driver's JVM. */
    REFERENCE,
    BROADCAST;

    /** Numbers above this many bytes are not carried by closures, which do so at less cost. */
    private static final int CLOSURE_BYTES = 40_000;

    /** The cheapest one for a value of {@code numbers} doubles. */
    static Way of(SparkContext context, long numbers) {
      if (numbers * Double.BYTES <= CLOSURE_BYTES) {
        return CLOSURE;
      }
      return context.isLocal() ? REFERENCE : BROADCAST;
    }
  }

  /** The value, in a task. */
  abstract V value();

  /** What {@code jobs} make of {@code value}, which is nowhere but here afterwards. */
  static <V extends Serializable, T> T during(
      SparkContext context, Way way, V value, Function<Shipped<V>, T> jobs) {
    return switch (way) {
      case CLOSURE -> jobs.apply(new Inside<>(value));
      case REFERENCE -> byReference(value, jobs);
      case BROADCAST -> byBroadcast(context, value, jobs);
    };
  }

  private static <V extends Serializable, T> T byReference(V value, Function<Shipped<V>, T> jobs) {
    UUID name = SameJvm.put(value);
    try {
      return jobs.apply(new Named<>(name));
    } finally {
      SameJvm.remove(name);
    }
  }

  private static <V extends Serializable, T> T byBroadcast(
      SparkContext context, V value, Function<Shipped<V>, T> jobs) {
    Broadcast<V> broadcast = JavaSparkContext.fromSparkContext(context).broadcast(value);
    try {
      return jobs.apply(new Sent<>(broadcast));
    } finally {
      broadcast.destroy();
    }
  }

  private static final class Inside<V extends Serializable> extends Shipped<V> {
    private static final long serialVersionUID = 1L;

    private final V value;

    Inside(V value) {
      this.value = value;
    }

    @Override
    V value() {
      return value;
    }
  }

  private static final class Named<V> extends Shipped<V> {
    private static final long serialVersionUID = 1L;

    private final UUID name;

    Named(UUID name) {
      this.name = name;
    }

    @Override
    @SuppressWarnings("unchecked") // what byReference put there
    V value() {
      Object value = SameJvm.find(name);
      if (value == null) {
        throw new IllegalStateException("a task does not run in the JVM of its local driver");
      }
      return (V) value;
    }
  }

  private static final class Sent<V> extends Shipped<V> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<V> broadcast;

    Sent(Broadcast<V> broadcast) {
      this.broadcast = broadcast;
    }

    @Override
    V value() {
      return broadcast.value();
    }
  }
}
