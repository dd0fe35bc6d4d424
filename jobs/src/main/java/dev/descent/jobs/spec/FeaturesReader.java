package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;

/** Reads the section {@code features}. */
final class FeaturesReader {
  private static final String POLYNOMIAL = "features.polynomial";

  private final Settings settings;

  FeaturesReader(Settings settings) {
    this.settings = settings;
  }

  FeaturesSpec features() {
    String path = "features.columns";
    List<String> columns = settings.has(path) ? settings.texts(path) : List.of("*");
    if (columns.isEmpty() && settings.soundIn(path)) {
      settings.refuse(path, "must name at least one column");
    }
    Words.of("features.missing", "fail").later("mean", "median", "zero").in(settings);
    return new FeaturesSpec(
        columns.isEmpty() ? List.of("*") : columns,
        settings.texts("features.exclude"),
        settings.hasObject(POLYNOMIAL) ? Optional.of(polynomial()) : Optional.empty(),
        settings.number("features.divide-by", Bound.DIVISOR).orElse(1),
        settings.flag("features.standardize", true));
  }

  private PolynomialSpec polynomial() {
    int degree =
        settings
            .count(POLYNOMIAL + ".degree", 1, PolynomialSpec.HIGHEST)
            .orElse(Defaults.POLYNOMIAL_DEGREE);
    return new PolynomialSpec(
        degree,
        settings.flag(POLYNOMIAL + ".interactions-only", false),
        settings.flag(POLYNOMIAL + ".bias", false));
  }
}
