package dev.descent.encode;

/**
 * A column of numbers; its number in a raw row is the value itself, or NaN where that is missing.
 *
 * @param fill what a missing value counts as; NaN if none may be missing
 * @param indicator whether a feature "NAME is missing" stands behind the value: 1 where it is
 *     missing, else 0
 */
public record Numeric(String name, double fill, boolean indicator) implements Column {
  private static final String INDICATOR = " is missing";

  public Numeric {
    if (Double.isInfinite(fill)) {
      throw new IllegalArgumentException(
          "what fills column " + name + " must be finite, but was " + fill);
    }
    if (indicator && Double.isNaN(fill)) {
      throw new IllegalArgumentException(
          "column " + name + " needs what fills it beside its indicator");
    }
  }

  /** A column no value of which may be missing. */
  public static Numeric of(String name) {
    return new Numeric(name, Double.NaN, false);
  }

  /** A column whose missing values count as {@code fill}. */
  public static Numeric filled(String name, double fill) {
    return new Numeric(name, fill, false);
  }

  /** The same with a feature that tells where a value is missing. */
  public Numeric withIndicator() {
    return new Numeric(name, fill, true);
  }

  /** Whether a value may be missing. */
  public boolean mayBeMissing() {
    return !Double.isNaN(fill);
  }

  /** The name of the feature that tells where a value is missing. */
  String indicatorName() {
    return name + INDICATOR;
  }
}
