package dev.descent.math;

/**
 * A generator of pseudo-random numbers with one 64-bit state, and the hash that it is made of.
 *
 * <p>Written out here because the bits of a model depend on it: it must never change with the Java
 * version.
 *
 * <p>Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
 */
public final class SplitMix {
  static final long GOLDEN = 0x9E3779B97F4A7C15L;

  static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
  static final long SECOND_FACTOR = 0x94D049BB133111EBL;
  static final int FIRST_SHIFT = 30;
  static final int SECOND_SHIFT = 27;
  static final int THIRD_SHIFT = 31;

  private long state;

  /** A generator whose numbers are a function of {@code seed}. */
  public SplitMix(long seed) {
    state = seed;
  }

  /**
   * The generator for one purpose and one index (an epoch, a layer) of a job's seed; purposes do
   * not overlap.
   */
  public static SplitMix forPurpose(long seed, String purpose, long index) {
    long hash = seed;
    for (int i = 0; i < purpose.length(); i++) {
      hash = combine(hash, purpose.charAt(i));
    }
    return new SplitMix(combine(hash, index));
  }

  /**
   * A bijection of 64 bits in which every bit of the result depends on every bit of {@code bits}.
   */
  public static long mix(long bits) {
    long z = (bits ^ (bits >>> FIRST_SHIFT)) * FIRST_FACTOR;
    z = (z ^ (z >>> SECOND_SHIFT)) * SECOND_FACTOR;
    return z ^ (z >>> THIRD_SHIFT);
  }

  /** The hash of a sequence: what came before ({@code hash}), then {@code next}. */
  public static long combine(long hash, long next) {
    return mix(hash * GOLDEN + next + GOLDEN);
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number in [0, bound), bound > 0; the bias is below bound / 2^64. */
  public int nextInt(int bound) {
    return (int) Unsigned.multiplyHigh(nextLong(), bound);
  }

  /**
   * A number from the standard normal distribution.
   *
   * <p>Source: Box and Muller, A Note on the Generation of Random Normal Deviates, 1958.
   */
  public double nextNormal() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - nextUnit()));
    return radius * StrictMath.cos(2 * Math.PI * nextUnit());
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  private double nextUnit() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** The numbers 0 to n - 1 in random order. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
