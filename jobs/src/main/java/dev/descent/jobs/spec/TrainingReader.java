package dev.descent.jobs.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the section {@code training}. */
final class TrainingReader {
  private static final String OPTIMIZER = "training.optimizer.";
  private static final String RATE = "training.rate.";
  private static final String STOP = "training.stop.";
  private static final String BATCH = "training.batch-size";

  private final Settings settings;
  private final DataSpec data;

  TrainingReader(Settings settings, DataSpec data) {
    this.settings = settings;
    this.data = data;
  }

  TrainingSpec training() {
    Words.of("training.solver", "mini-batch").later("l-bfgs", "exact").in(settings);
    Words.of("training.start", "fresh").later("champion").in(settings);
    averageEvery();
    return new TrainingSpec(
        Words.of("training.precision", Precision.class)
            .in(settings, Precision.class)
            .orElse(Precision.AUTO),
        optimizer(),
        rate(),
        batchSize(),
        settings.count("training.epochs").orElse(Defaults.EPOCHS),
        settings.count("training.depth").orElse(Defaults.DEPTH),
        stop());
  }

  private void averageEvery() {
    String path = "training.average-every";
    OptionalLong every = settings.value(path).map(Literals::integer).orElseGet(OptionalLong::empty);
    boolean epoch = settings.value(path).filter(v -> v.unwrapped().equals("epoch")).isPresent();
    if (epoch || every.orElse(1) > 1) {
      String said = epoch ? "epoch" : settings.shown(path);
      settings.note(path, path + " = " + said + " is not available in this version", "use 1");
    } else if (settings.value(path).isPresent() && every.orElse(0) != 1) {
      settings.refuse(path, "must be 1");
    }
  }

  private OptimizerSpec optimizer() {
    String path = OPTIMIZER + "type";
    Optional<String> type =
        Words.of(path, "sgd", "adam")
            .later("momentum", "nesterov", "adagrad", "rmsprop")
            .in(settings);
    boolean broken = type.isEmpty() && settings.has(path);
    if (broken || type.filter("sgd"::equals).isPresent()) {
      Stream.of("beta1", "beta2", "epsilon")
          .filter(key -> !broken)
          .forEach(key -> settings.mismatch(OPTIMIZER + key, path, "adam", "sgd"));
      return new OptimizerSpec.Sgd();
    }
    return new OptimizerSpec.Adam(
        settings.number(OPTIMIZER + "beta1", Bound.SHARE).orElse(Defaults.BETA1),
        settings.number(OPTIMIZER + "beta2", Bound.SHARE).orElse(Defaults.BETA2),
        settings.number(OPTIMIZER + "epsilon", Bound.POSITIVE).orElse(Defaults.EPSILON));
  }

  private RateSpec rate() {
    String path = RATE + "type";
    String power = RATE + "power";
    Optional<String> type =
        Words.of(path, "constant", "inverse-scaling")
            .later("exponential", "step", "cosine")
            .in(settings);
    double initial =
        settings.number(RATE + "initial", Bound.POSITIVE).orElse(Defaults.RATE_INITIAL);
    if (type.filter("inverse-scaling"::equals).isPresent()) {
      return new RateSpec.InverseScaling(
          initial, settings.number(power, Bound.POSITIVE).orElse(Defaults.RATE_POWER));
    }
    if (type.isPresent() || !settings.has(path)) {
      settings.mismatch(power, path, "inverse-scaling", "constant");
    }
    return new RateSpec.Constant(initial);
  }

  private BatchSize batchSize() {
    if (settings.value(BATCH).filter(v -> v.unwrapped().equals("full")).isPresent()) {
      return new BatchSize.Full();
    }
    OptionalLong rows = settings.value(BATCH).map(Literals::integer).orElseGet(OptionalLong::empty);
    boolean wrong = rows.isEmpty() || rows.getAsLong() < 1 || rows.getAsLong() > Integer.MAX_VALUE;
    if (wrong && settings.value(BATCH).isPresent()) {
      settings.refuse(BATCH, "must be full or an integer from 1 to " + Integer.MAX_VALUE);
    }
    return new BatchSize.Rows(wrong ? Defaults.BATCH_SIZE : (int) rows.getAsLong());
  }

  private StopSpec stop() {
    Optional<Integer> patience = settings.count(STOP + "patience");
    return new StopSpec(
        settings.number(STOP + "tolerance", Bound.POSITIVE),
        patience.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        metric(),
        maxTime());
  }

  private StopMetric metric() {
    String path = STOP + "metric";
    Optional<StopMetric> metric = Words.of(path, StopMetric.class).in(settings, StopMetric.class);
    boolean needsRows = metric.filter(StopMetric.VALIDATION_LOSS::equals).isPresent();
    if (needsRows && !data.hasValidation() && settings.soundIn("data.split")) {
      settings.note(
          path,
          path + " = validation-loss needs data.split.validation > 0 or data.split.by { column }",
          "add one, or use train-loss");
    }
    return metric.orElse(data.hasValidation() ? StopMetric.VALIDATION_LOSS : StopMetric.TRAIN_LOSS);
  }

  private Optional<Duration> maxTime() {
    String path = STOP + "max-time";
    Optional<Duration> time = settings.value(path).flatMap(Literals::duration);
    return time.isPresent() || settings.value(path).isEmpty()
        ? time
        : settings.refuse(path, "must be a duration > 0 with a unit, such as 90s, 30m or 2h");
  }
}
