package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the section {@code training.rate}. */
final class RateReader {
  private static final String TYPE = "training.rate.type";
  private static final String EVERY = "training.rate.every";
  private static final List<String> TYPES =
      List.of("constant", "inverse-scaling", "exponential", "step", "cosine");
  private static final TypeKeys KEYS =
      TypeKeys.of("training.rate", TYPE)
          .with("power", "inverse-scaling")
          .with("decay", "exponential")
          .with("every", "step")
          .with("factor", "step");

  private final Settings settings;

  RateReader(Settings settings) {
    this.settings = settings;
  }

  RateSpec rate() {
    Optional<String> chosen = Words.of(TYPE, TYPES).in(settings);
    if (chosen.isPresent() || !settings.has(TYPE)) {
      KEYS.check(settings, chosen.orElse(Defaults.RATE));
    }
    double initial = number("initial", Bound.POSITIVE).orElse(Defaults.RATE_INITIAL);
    int warmUp = settings.count("training.rate.warm-up", 0, Integer.MAX_VALUE).orElse(0);
    return switch (chosen.orElse(Defaults.RATE)) {
      case "inverse-scaling" ->
          new RateSpec.InverseScaling(
              initial, number("power", Bound.POSITIVE).orElse(Defaults.RATE_POWER), warmUp);
      case "exponential" ->
          new RateSpec.Exponential(
              initial, number("decay", Bound.OPEN_UNIT).orElse(Defaults.RATE_DECAY), warmUp);
      case "step" -> new RateSpec.Step(initial, every(), factor(), warmUp);
      case "cosine" -> new RateSpec.Cosine(initial, warmUp);
      default -> new RateSpec.Constant(initial, warmUp);
    };
  }

  private int every() {
    if (!settings.has(EVERY)) {
      settings.missing(EVERY, "give the steps after which the rate falls");
    }
    return settings.count(EVERY).orElse(1);
  }

  private double factor() {
    return number("factor", Bound.OPEN_UNIT).orElse(Defaults.RATE_FACTOR);
  }

  private OptionalDouble number(String key, Bound bound) {
    return settings.number("training.rate." + key, bound);
  }
}
