package dev.descent.spark.ship;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the driver and tasks in its own JVM hand to each other by reference. In a JVM of executors
 * alone nothing is ever found, so whether something is found tells where a task runs.
 */
public final class SameJvm {
  private static final ConcurrentHashMap<UUID, Object> VALUES = new ConcurrentHashMap<>();

  private SameJvm() {}

  /** Until it is taken away again, {@code value} is found by the name that this returns. */
  public static UUID put(Object value) {
    UUID name = UUID.randomUUID();
    VALUES.put(name, value);
    return name;
  }

  /** What is there by that name; null in another JVM. */
  public static @Nullable Object find(UUID name) {
    return VALUES.get(name);
  }

  /** Takes the value of that name away. */
  public static void remove(UUID name) {
    VALUES.remove(name);
  }

  /** How many values are there. */
  public static int size() {
    return VALUES.size();
  }
}
