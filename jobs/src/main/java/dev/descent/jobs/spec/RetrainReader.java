package dev.descent.jobs.spec;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the section {@code retrain}. */
final class RetrainReader {
  private static final String PATH = "retrain";
  private static final String EVERY = PATH + ".when.every";
  private static final String NEW_ROWS = PATH + ".when.or-new-rows";
  private static final String DRIFT = PATH + ".when.or-drift-psi";
  private static final String GATES = PATH + ".gates";
  private static final String METRIC = GATES + ".metric";
  private static final String SLICES = GATES + ".slices-may-lose";
  private static final String CALIBRATION = GATES + ".calibration-error-at-most";

  private final Settings settings;
  private final ModelKind kind;
  private final DataSpec data;

  RetrainReader(Settings settings, ModelKind kind, DataSpec data) {
    this.settings = settings;
    this.kind = kind;
    this.data = data;
  }

  Optional<RetrainSpec> retrain(EvaluationSpec evaluation) {
    if (!settings.hasObject(PATH)) {
      return Optional.empty();
    }
    requireData();
    if (evaluation.curves() instanceof CurvesSpec.Bins) {
      settings.note(
          PATH, "retrain goes with evaluation.curves = exact, but that is { bins }", "use exact");
    }
    boolean unsliced = evaluation.slices().isEmpty() && settings.soundIn("evaluation.slices");
    if (settings.has(SLICES) && unsliced) {
      settings.note(SLICES, SLICES + " needs evaluation.slices", "name columns to slice by");
    }
    return Optional.of(new RetrainSpec(when(), gates(), new AlertsReader(settings).alerts()));
  }

  private void requireData() {
    if (data.score().isPresent()) {
      settings.note(PATH, "retrain goes with a model, not with data.score", "remove it");
    } else if (!data.hasTest() && settings.soundIn("data")) {
      settings.note(
          PATH,
          "retrain needs test rows, which no model is trained on",
          "give data.split.test, data.split.by { column } or data.test");
    }
    if (data.split().filter(SplitSpec.Stratified.class::isInstance).isPresent()) {
      settings.note(
          "data.split.stratify",
          "data.split.stratify does not go with retrain: rows change sides when others arrive",
          "split by hash without it");
    }
  }

  private DueSpec when() {
    Optional<Integer> rows = settings.count(NEW_ROWS);
    return new DueSpec(
        every(),
        rows.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        settings.number(DRIFT, Bound.POSITIVE));
  }

  private Optional<Duration> every() {
    Optional<Duration> time = settings.value(EVERY).flatMap(Literals::duration);
    return time.isPresent() || settings.value(EVERY).isEmpty()
        ? time
        : settings.refuse(EVERY, "must be a duration > 0 with a unit, such as 12h or 1d");
  }

  private GatesSpec gates() {
    return new GatesSpec(
        metric(),
        number("improve-by", Bound.ANY).orElse(0),
        number("never-below", Bound.ANY),
        number("confidence", Bound.OPEN_UNIT).orElse(Defaults.CONFIDENCE),
        number("slices-may-lose", Bound.NON_NEGATIVE),
        number("drift-psi-at-most", Bound.POSITIVE),
        calibrationError());
  }

  /** Probabilities of several classes are in no calibration table. */
  private OptionalDouble calibrationError() {
    if (kind.isNone(ModelType.LOGISTIC)) {
      settings.mismatch(CALIBRATION, ModelKind.TYPE, ModelType.LOGISTIC, kind.type().orElseThrow());
      return OptionalDouble.empty();
    }
    return settings.number(CALIBRATION, Bound.OPEN_UNIT);
  }

  private OptionalDouble number(String key, Bound bound) {
    return settings.number(GATES + "." + key, bound);
  }

  private GateMetric metric() {
    List<String> words =
        kind.loss()
            .map(loss -> GateMetric.words(ScoreKind.of(loss)))
            .orElseGet(() -> Arrays.stream(GateMetric.values()).map(GateMetric::word).toList());
    if (!settings.has(METRIC)) {
      settings.missing(METRIC, "give " + Words.either(words));
    }
    return Words.of(METRIC, words)
        .in(settings)
        .flatMap(
            word -> Arrays.stream(GateMetric.values()).filter(m -> m.word().equals(word)).findAny())
        .orElse(GateMetric.LOG_LOSS);
  }
}
