package dev.descent.jobs.spec;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the section {@code training.stop}. */
final class StopReader {
  private static final String TOLERANCE = "training.stop.tolerance";
  private static final String METRIC = "training.stop.metric";
  private static final String MAX_TIME = "training.stop.max-time";

  private final Settings settings;
  private final DataSpec data;

  StopReader(Settings settings, DataSpec data) {
    this.settings = settings;
    this.data = data;
  }

  StopSpec stop(OptionalDouble defaultTolerance) {
    Optional<Integer> patience = settings.count("training.stop.patience");
    OptionalDouble tolerance = settings.number(TOLERANCE, Bound.POSITIVE);
    return new StopSpec(
        tolerance.isPresent() ? tolerance : defaultTolerance,
        patience.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        metric(),
        settings.duration(MAX_TIME));
  }

  /** The one rule of a solver without epochs. */
  StopSpec onlyTolerance() {
    return new StopSpec(
        settings.number(TOLERANCE, Bound.POSITIVE),
        OptionalInt.empty(),
        StopMetric.TRAIN_LOSS,
        Optional.empty());
  }

  private StopMetric metric() {
    Optional<StopMetric> metric = Words.of(METRIC, StopMetric.class).in(settings, StopMetric.class);
    boolean needsRows = metric.filter(StopMetric.VALIDATION_LOSS::equals).isPresent();
    if (needsRows && !data.hasValidation() && settings.soundIn("data.split")) {
      settings.note(
          METRIC,
          METRIC + " = validation-loss needs data.split.validation > 0 or data.split.by { column }",
          "add one, or use train-loss");
    }
    return metric.orElse(data.hasValidation() ? StopMetric.VALIDATION_LOSS : StopMetric.TRAIN_LOSS);
  }
}
