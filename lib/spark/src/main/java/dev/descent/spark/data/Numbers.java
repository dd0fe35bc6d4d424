package dev.descent.spark.data;

/** Decimal numbers in text. */
final class Numbers {
  private Numbers() {}

  /**
   * The number that {@code text} spells, or NaN; spaces around it are allowed, Java's suffixes and
   * hexadecimals are not.
   */
  static double parse(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    // Rejects "1d", "2f" and "0x10p1", which Java would take, without another pass over every
    // character.
    if (end == 0
        || text.charAt(end - 1) > '9'
        || text.indexOf('x') >= 0
        || text.indexOf('X') >= 0) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  /** Whether {@code text} spells a number, or one that is not finite by its name. */
  static boolean isSpelled(String text) {
    return text.strip().matches("(?i)[+-]?(nan|inf|infinity)") || !Double.isNaN(parse(text));
  }
}
