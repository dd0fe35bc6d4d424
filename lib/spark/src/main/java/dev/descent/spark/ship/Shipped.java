package dev.descent.spark.ship;

import java.io.Serializable;
import java.util.UUID;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A value on its way to the tasks, which is there until this is closed.
 *
 * @param <V> what tasks read and never write to
 */
public abstract class Shipped<V> implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** How a value gets to the tasks. */
  public enum Way {
    /** Inside of their closure. */
    CLOSURE,
    /** By reference, for tasks that run in the driver's JVM. */
    REFERENCE,
    BROADCAST;

    /** Numbers above this many bytes are not carried by closures, which do so at less cost. */
    private static final int CLOSURE_BYTES = 40_000;

    /** The cheapest one for a value of {@code numbers} doubles. */
    public static Way of(SparkContext context, long numbers) {
      if (numbers * Double.BYTES <= CLOSURE_BYTES) {
        return CLOSURE;
      }
      return context.isLocal() ? REFERENCE : BROADCAST;
    }
  }

  /** Sends {@code value} on that {@code way}. */
  public static <V extends Serializable> Shipped<V> by(Way way, SparkContext context, V value) {
    return switch (way) {
      case CLOSURE -> new Inside<>(value);
      case REFERENCE -> new Named<>(SameJvm.put(value));
      case BROADCAST -> new Sent<>(JavaSparkContext.fromSparkContext(context).broadcast(value));
    };
  }

  /** The value, in a task or in the driver. */
  public abstract V value();

  @Override
  public void close() {}

  private static final class Inside<V extends Serializable> extends Shipped<V> {
    private static final long serialVersionUID = 1L;

    private final V value;

    Inside(V value) {
      this.value = value;
    }

    @Override
    public V value() {
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
    @SuppressWarnings("unchecked") // what was put there by that name
    public V value() {
      Object value = SameJvm.find(name);
      if (value == null) {
        throw new IllegalStateException("a task does not run in the JVM of its local driver");
      }
      return (V) value;
    }

    @Override
    public void close() {
      SameJvm.remove(name);
    }
  }

  private static final class Sent<V> extends Shipped<V> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<V> broadcast;

    Sent(Broadcast<V> broadcast) {
      this.broadcast = broadcast;
    }

    @Override
    public V value() {
      return broadcast.value();
    }

    @Override
    public void close() {
      broadcast.destroy();
    }
  }
}
