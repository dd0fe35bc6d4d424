package dev.descent.jobs;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.descent.solve.Progress;
import java.util.function.Function;

/** The newest epoch of this JVM's training as gauges; NaN before there is one. */
final class TrainingGauges {
  private static final double NONE = Double.NaN;

  private static volatile Reading newest =
      new Reading(new Progress(0, 0, NONE, NONE, NONE, NONE, NONE, NONE), NONE);

  private record Reading(Progress progress, double rowsPerSecond) {}

  private TrainingGauges() {}

  /** An epoch has ended. */
  static void show(Progress progress, double rowsPerSecond) {
    newest = new Reading(progress, rowsPerSecond);
  }

  /** Registers them all. */
  static void registerIn(MetricRegistry registry) {
    register(registry, "epoch", reading -> reading.progress().epoch());
    register(registry, "step", reading -> reading.progress().step());
    register(registry, "objective", reading -> reading.progress().objective());
    register(registry, "validationLoss", reading -> reading.progress().validationLoss());
    register(registry, "rowsPerSecond", Reading::rowsPerSecond);
  }

  private static void register(
      MetricRegistry registry, String name, Function<Reading, Number> value) {
    registry.register(name, (Gauge<Number>) () -> value.apply(newest));
  }
}
