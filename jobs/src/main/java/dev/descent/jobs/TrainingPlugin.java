package dev.descent.jobs;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Puts the gauges of a training into Spark's metrics system, where its sinks and servlets find
 * them: {@code driver.plugin.dev.descent.jobs.TrainingPlugin.epoch} and others.
 */
public final class TrainingPlugin implements SparkPlugin {

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext context, PluginContext plugin) {
        return Map.of();
      }

      @Override
      public void registerMetrics(String application, PluginContext plugin) {
        TrainingGauges.registerIn(plugin.metricRegistry());
      }
    };
  }

  /** Executors have nothing to tell. */
  @Override
  public @Nullable ExecutorPlugin executorPlugin() {
    return null;
  }
}
