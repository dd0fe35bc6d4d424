package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the section {@code features}. */
final class FeaturesReader {
  private static final String VECTOR = "features.vector";
  private static final String COLUMNS = "features.columns";
  private static final String HASHED = "features.hashed";
  private static final String POLYNOMIAL = "features.polynomial";
  private static final String MISSING = "features.missing";
  private static final String FILL = MISSING + ".fill";
  private static final String INDICATOR = MISSING + ".indicator";

  /** What is said of columns, one of which a vector is not. */
  private static final List<String> OF_COLUMNS =
      List.of(
          "features.columns",
          "features.exclude",
          "features.categorical",
          "features.unseen",
          "features.rare",
          "features.hashed");

  private final Settings settings;

  private final SourceSpec train;

  /** Of a job that trains on {@code train}. */
  FeaturesReader(Settings settings, SourceSpec train) {
    this.settings = settings;
    this.train = train;
  }

  FeaturesSpec features() {
    Optional<HashedSpec> hashed =
        settings.hasObject(HASHED) ? Optional.of(hashed()) : Optional.empty();
    List<String> columns = settings.has(COLUMNS) ? settings.texts(COLUMNS) : List.of("*");
    if (columns.isEmpty() && hashed.isEmpty() && settings.soundIn(COLUMNS)) {
      settings.refuse(COLUMNS, "must name at least one column");
    }
    Optional<String> vector = vector();
    if (vector.isPresent()) {
      return ofVector(vector.get());
    }
    boolean none = columns.isEmpty() && (hashed.isEmpty() || !settings.soundIn(COLUMNS));
    return new FeaturesSpec(
        none ? List.of("*") : apart(COLUMNS, columns, hashed),
        settings.texts("features.exclude"),
        Optional.empty(),
        categories(hashed),
        missing(),
        settings.hasObject(POLYNOMIAL) ? Optional.of(polynomial()) : Optional.empty(),
        divideBy(),
        standardize());
  }

  private Optional<String> vector() {
    if (settings.has(VECTOR)) {
      return Optional.of(settings.text(VECTOR).orElse("missing"));
    }
    return train.isLibsvm() && !settings.has("features.columns")
        ? Optional.of(SourceSpec.LIBSVM_FEATURES)
        : Optional.empty();
  }

  /** What goes with columns is an error beside a vector. */
  private FeaturesSpec ofVector(String name) {
    String set =
        settings.has(VECTOR)
            ? VECTOR + " is set"
            : "lines of libsvm have " + VECTOR + " = " + SourceSpec.LIBSVM_FEATURES;
    Stream<String> fill = missing().fill() == Fill.FAIL ? Stream.empty() : Stream.of(MISSING);
    Stream.concat(OF_COLUMNS.stream(), fill)
        .filter(path -> settings.has(path) && settings.soundIn(path))
        .forEach(path -> settings.note(path, path + " goes with columns, but " + set, "remove it"));
    return new FeaturesSpec(
        List.of("*"),
        List.of(),
        Optional.of(name),
        CategoriesSpec.byThemselves(),
        new MissingSpec(Fill.FAIL, false),
        settings.hasObject(POLYNOMIAL) ? Optional.of(polynomial()) : Optional.empty(),
        divideBy(),
        standardize());
  }

  private double divideBy() {
    return settings.number("features.divide-by", Bound.DIVISOR).orElse(1);
  }

  private boolean standardize() {
    return settings.flag("features.standardize", true);
  }

  private HashedSpec hashed() {
    String path = HASHED + ".columns";
    List<String> columns = settings.texts(path);
    if (!settings.has(path)) {
      settings.missing(path, "name the columns whose values are hashed");
    } else if (columns.isEmpty() && settings.soundIn(path)) {
      settings.refuse(path, "must name at least one column");
    }
    int size =
        settings
            .count(HASHED + ".size", HashedSpec.LEAST, HashedSpec.MOST)
            .orElse(Defaults.HASHED_SIZE);
    return new HashedSpec(columns.isEmpty() ? List.of("*") : columns, size);
  }

  /** The names that are not hashed too; those that are get an error. */
  private List<String> apart(String path, List<String> names, Optional<HashedSpec> hashed) {
    List<String> others = hashed.map(HashedSpec::columns).orElse(List.of());
    List<String> both = CategoriesSpec.named(names).filter(others::contains).toList();
    if (!both.isEmpty()) {
      settings.note(
          HASHED + ".columns",
          HASHED + ".columns and " + path + " must not both name " + String.join(", ", both),
          "list a column in one of them");
    }
    return names.stream().filter(name -> !both.contains(name)).toList();
  }

  private CategoriesSpec categories(Optional<HashedSpec> hashed) {
    Unseen unseen =
        Words.of("features.unseen", Unseen.class).in(settings, Unseen.class).orElse(Unseen.IGNORE);
    OptionalInt below =
        settings
            .count("features.rare.below", CategoriesSpec.LEAST_RARE, Integer.MAX_VALUE)
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty);
    String path = "features.categorical";
    return new CategoriesSpec(apart(path, settings.texts(path), hashed), unseen, below, hashed);
  }

  private MissingSpec missing() {
    String form = "{ indicator = true, fill = mean }";
    if (!settings.hasObject(MISSING)) {
      Fill fill = Words.of(MISSING, Fill.class).or(form).in(settings, Fill.class).orElse(Fill.FAIL);
      return new MissingSpec(fill, false);
    }
    if (!settings.has(FILL) && !settings.has(INDICATOR) && settings.soundIn(MISSING)) {
      settings.refuse(MISSING, "must be fail, mean, median, zero or " + form);
    }
    List<String> fills =
        Stream.of(Fill.values()).filter(fill -> fill != Fill.FAIL).map(Words::of).toList();
    Optional<String> word = Words.of(FILL, fills).in(settings);
    Fill fill =
        Stream.of(Fill.values())
            .filter(each -> word.filter(Words.of(each)::equals).isPresent())
            .findAny()
            .orElse(Fill.MEAN);
    return new MissingSpec(fill, settings.flag(INDICATOR, false));
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
