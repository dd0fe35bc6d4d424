package dev.descent.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/** Makes tasks start late, for {@code --conf spark.plugins}. */
public abstract class LateTasks implements SparkPlugin {

  /** How long a task waits before it starts. */
  abstract Duration delay(TaskContext task);

  @Override
  public @Nullable DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> configuration) {}

      @Override
      public void onTaskStart() {
        try {
          Thread.sleep(delay(TaskContext.get()).toMillis());
        } catch (InterruptedException e) { // Another attempt of the task has ended before this one.
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  /** Every task by its own few milliseconds, so that they end in any order. */
  public static final class Shuffled extends LateTasks {
    @Override
    Duration delay(TaskContext task) {
      return Duration.ofMillis(ThreadLocalRandom.current().nextInt(12));
    }
  }

  /** The first attempt of one task in ten by longer than all others take. */
  public static final class Stuck extends LateTasks {
    @Override
    Duration delay(TaskContext task) {
      boolean stuck = task.attemptNumber() == 0 && ThreadLocalRandom.current().nextInt(10) == 0;
      return stuck ? Duration.ofSeconds(2) : Duration.ZERO;
    }
  }
}
