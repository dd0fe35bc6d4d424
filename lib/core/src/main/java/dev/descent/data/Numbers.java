package dev.descent.data;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Decimal numbers in text. */
public final class Numbers {
  /** Below 2^53, so that every number of so many digits is a double. */
  private static final int EXACT_DIGITS = 15;

  /** The powers of ten up to that, which are doubles too. */
  private static final double[] POWERS =
      IntStream.rangeClosed(0, EXACT_DIGITS)
          .mapToDouble(n -> Double.parseDouble("1e" + n))
          .toArray();

  private Numbers() {}

  /**
   * The number that the characters {@code from} to {@code to} spell, or NaN, as {@link
   * #parse(String)} has it.
   *
   * <p>Of a sign, at most 15 digits and a point it is one whole number over a power of ten; both
   * are doubles, so that the one division rounds correctly. Source: Clinger, How to Read Floating
   * Point Numbers Accurately, 1990.
   */
  public static double parse(byte[] ascii, int from, int to) {
    boolean signed = from < to && (ascii[from] == '-' || ascii[from] == '+');
    long digits = 0;
    int count = 0;
    int point = to;
    for (int at = signed ? from + 1 : from; at < to && count <= EXACT_DIGITS; at++) {
      if (ascii[at] >= '0' && ascii[at] <= '9') {
        digits = digits * 10 + ascii[at] - '0';
        count++;
      } else if (ascii[at] == '.' && point == to) {
        point = at;
      } else {
        count = EXACT_DIGITS + 1;
      }
    }
    if (count == 0 || count > EXACT_DIGITS) {
      return parse(new String(ascii, from, to - from, StandardCharsets.UTF_8));
    }
    double size = digits / POWERS[Math.max(0, to - point - 1)];
    return signed && ascii[from] == '-' ? -size : size;
  }

  /**
   * The number that {@code text} spells, or NaN; spaces around it are allowed, Java's suffixes and
   * hexadecimals are not.
   */
  public static double parse(String text) {
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
  public static boolean isSpelled(String text) {
    return text.strip().matches("(?i)[+-]?(nan|inf|infinity)") || !Double.isNaN(parse(text));
  }
}
