package dev.descent.metric;

import dev.descent.math.Scaled;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The level of a quantile as a fraction: 0.05 is 1/20, which no double is. */
record QuantileLevel(Scaled numerator, Scaled denominator) {

  /** The decimal number that the text of {@code level} shows, which must be in [0, 1]. */
  static QuantileLevel of(double level) {
    if (!(level >= 0 && level <= 1)) {
      throw new IllegalArgumentException("level of a quantile must be in [0, 1], but was " + level);
    }
    BigDecimal decimal = BigDecimal.valueOf(level);
    return new QuantileLevel(
        new Scaled(decimal.unscaledValue(), 0), new Scaled(BigInteger.TEN.pow(decimal.scale()), 0));
  }

  /** The sign of {@code weight} - level * {@code whole}. */
  int compare(Scaled weight, Scaled whole) {
    return weight.times(denominator).minus(whole.times(numerator)).signum();
  }
}
