package dev.descent.optimize;

/** The bounds of the constants of optimizers and schedules. */
final class Bounds {
  private Bounds() {}

  static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(key + " must be finite and > 0, but was " + value);
    }
  }

  /** How much of the past is kept: less than all of it. */
  static void share(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(key + " must be in [0, 1), but was " + value);
    }
  }

  /** What is left of a rate: not nothing, and not more than all of it. */
  static void factor(String key, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(key + " must be in (0, 1], but was " + value);
    }
  }

  static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " must be >= 1, but was " + value);
    }
  }
}
