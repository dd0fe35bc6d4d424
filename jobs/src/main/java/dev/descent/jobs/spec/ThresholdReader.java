package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/** Reads the key {@code evaluation.threshold}: a number, or the one rule that chooses it. */
final class ThresholdReader {
  static final String PATH = "evaluation.threshold";
  private static final String MAXIMIZE = PATH + ".maximize";
  private static final String BETA = PATH + ".beta";
  private static final String PRECISION = PATH + ".precision-at-least";
  private static final String RECALL = PATH + ".recall-at-least";
  private static final String COST = PATH + ".cost";
  private static final String F_BETA = "f-beta";
  private static final String FORMS =
      "must be a number in [0, 1], { maximize = f1 }, { precision-at-least = 0.9 },"
          + " { recall-at-least = 0.8 } or { cost { false-positive = 1, false-negative = 10 } }";

  private final Settings settings;

  ThresholdReader(Settings settings) {
    this.settings = settings;
  }

  /** The threshold; empty when absent or wrong. */
  Optional<ThresholdSpec> threshold() {
    if (settings.hasObject(PATH)) {
      return chosen();
    }
    boolean number = settings.value(PATH).filter(v -> Literals.number(v).isPresent()).isPresent();
    return number ? number(PATH, Bound.UNIT, ThresholdSpec.At::new) : settings.refuse(PATH, FORMS);
  }

  private Optional<ThresholdSpec> chosen() {
    List<String> rules =
        Stream.of(MAXIMIZE, PRECISION, RECALL, COST).filter(settings::has).toList();
    if (rules.size() > 1) {
      String all = String.join(" and ", rules);
      settings.note(rules.get(rules.size() - 1), all + " exclude each other", "keep one");
      return Optional.empty();
    }
    if (!rules.contains(MAXIMIZE)) {
      settings.mismatch(BETA, MAXIMIZE, F_BETA, "absent");
    }
    if (rules.isEmpty()) {
      return settings.soundIn(PATH) ? settings.refuse(PATH, FORMS) : Optional.empty();
    }
    return switch (rules.get(0)) {
      case MAXIMIZE -> maximize();
      case PRECISION -> number(PRECISION, Bound.SHARE_ABOVE_0, ThresholdSpec.PrecisionAtLeast::new);
      case RECALL -> number(RECALL, Bound.SHARE_ABOVE_0, ThresholdSpec.RecallAtLeast::new);
      default -> cost();
    };
  }

  private Optional<ThresholdSpec> maximize() {
    List<String> words =
        Stream.concat(Stream.of(ThresholdSpec.Measure.values()).map(Words::of), Stream.of(F_BETA))
            .toList();
    Optional<String> word = Words.of(MAXIMIZE, words).in(settings);
    if (word.filter(F_BETA::equals).isPresent()) {
      if (!settings.has(BETA)) {
        settings.missing(BETA, "give what recall counts beside precision, such as 2");
      }
      return number(BETA, Bound.POSITIVE, ThresholdSpec.MaximizeFBeta::new);
    }
    word.ifPresent(other -> settings.mismatch(BETA, MAXIMIZE, F_BETA, other));
    return Stream.of(ThresholdSpec.Measure.values())
        .filter(measure -> word.filter(Words.of(measure)::equals).isPresent())
        .<ThresholdSpec>map(ThresholdSpec.Maximize::new)
        .findAny();
  }

  private Optional<ThresholdSpec> cost() {
    OptionalDouble falsePositive = cost("false-positive");
    OptionalDouble falseNegative = cost("false-negative");
    if (falsePositive.isEmpty() || falseNegative.isEmpty()) {
      return Optional.empty();
    }
    if (falsePositive.getAsDouble() == 0 && falseNegative.getAsDouble() == 0) {
      return settings.refuse(COST, "must have a cost > 0");
    }
    return Optional.of(
        new ThresholdSpec.Cost(falsePositive.getAsDouble(), falseNegative.getAsDouble()));
  }

  private OptionalDouble cost(String error) {
    String path = COST + "." + error;
    if (!settings.has(path)) {
      settings.missing(path, "give a number >= 0");
    }
    return settings.number(path, Bound.NON_NEGATIVE);
  }

  private Optional<ThresholdSpec> number(
      String path, Bound bound, DoubleFunction<ThresholdSpec> make) {
    OptionalDouble number = settings.number(path, bound);
    return number.isPresent() ? Optional.of(make.apply(number.getAsDouble())) : Optional.empty();
  }
}
