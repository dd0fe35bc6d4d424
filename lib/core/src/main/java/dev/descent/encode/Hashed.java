package dev.descent.encode;

import dev.descent.math.SplitMix;
import dev.descent.math.TextHash;
import dev.descent.math.Unsigned;

/**
 * A column of categories that are not listed: every value adds +1 or -1 to one of the features
 * "hash[0]" to "hash[m-1]", which all columns of this kind share.
 *
 * <p>With the 64 bits t(s) of {@link TextHash}, the value v of the column c has the hash h = {@link
 * SplitMix#combine combine}(t(c), t(v)), the feature floor(h m / 2^64), h without a sign, and the
 * sign + where the last bit of h is 0, else -. A missing value, where it is a value of its own, has
 * for v the byte 255, which no text has. Values of two columns of a row add up where they meet.
 * Because of the signs the product of two rows is on average that of the rows with a feature for
 * every value.
 *
 * <p>Its number in a raw row is the {@link #code} of its value: the sign times one more than the
 * feature, from 1 to m or from -1 to -m; NaN is a value that is refused.
 *
 * <p>Source: Weinberger, Dasgupta, Langford, Smola and Attenberg, Feature Hashing for Large Scale
 * Multitask Learning, ICML 2009.
 *
 * @param size m, how many features there are
 */
public record Hashed(String name, int size, Missing whenMissing) implements Column {
  /** Fewer features than this tell nothing apart. */
  public static final int LEAST = 2;

  /** More features than this are too many. */
  public static final int MOST = 1 << 24;

  /** The features are named by it and their number in brackets. */
  static final String PREFIX = "hash";

  private static final byte[] NO_TEXT = {-1};

  /** What a missing value is. */
  public enum Missing {
    /** A value like any other. */
    VALUE,
    REFUSED
  }

  public Hashed {
    if (size < LEAST || size > MOST) {
      throw new IllegalArgumentException(
          "features.hashed.size must be from " + LEAST + " to " + MOST + ", but was " + size);
    }
  }

  /** A column whose missing values are refused. */
  public static Hashed of(String name, int size) {
    return new Hashed(name, size, Missing.REFUSED);
  }

  /** The code of a value. */
  public double code(String value) {
    return code(seed(), TextHash.of(value));
  }

  /** The code of a missing value; NaN if it is refused. */
  public double missing() {
    return whenMissing == Missing.REFUSED ? Double.NaN : code(seed(), TextHash.of(NO_TEXT));
  }

  /** t(c), by which values of other columns have other hashes. */
  public long seed() {
    return TextHash.of(name);
  }

  /**
   * The code of a value.
   *
   * @param seed {@link #seed}
   * @param text t(v)
   */
  public double code(long seed, long text) {
    long hash = SplitMix.combine(seed, text);
    double place = 1.0 + Unsigned.multiplyHigh(hash, size);
    return (hash & 1) == 0 ? place : -place;
  }
}
