package dev.descent.math;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The self-check: a fixed block of numbers through kernels and scalar functions, and the SHA-256 of
 * all results.
 *
 * <p>Sizes are odd on purpose, so that whole vectors, tails of rows and tails of columns all take
 * part.
 */
public final class KernelCheck {
  /** The bits that the definition in {@link Kernels} gives, on every machine. */
  static final String EXPECTED = "1262fa03b4a1a5951b4bf01da6cc17649f74a83c09339bdfbff4564b59137257";

  private static final int ROWS = 93;
  private static final int COLUMNS = 7;

  private KernelCheck() {}

  /** SHA-256 of what {@code kernels} make of the fixed block, in hexadecimal. */
  public static String fingerprint(Kernels kernels) {
    SplitMix random = SplitMix.forPurpose(1, "kernel check", 0);
    double[] block = numbers(random, ROWS * COLUMNS);
    double[] parameters = numbers(random, COLUMNS);
    double[] scores = new double[ROWS];
    double[] gradient = new double[COLUMNS];
    DoublePanel panel = new DoublePanel(block, 1, ROWS, ROWS - 1, COLUMNS);
    kernels.multiply(panel, parameters, scores);
    kernels.transposedMultiply(panel, scores, gradient);

    float[] singleScores = new float[ROWS];
    float[] singleGradient = new float[COLUMNS];
    SinglePanel single = new SinglePanel(singles(block), 1, ROWS, ROWS - 1, COLUMNS);
    kernels.multiply(single, singles(parameters), singleScores);
    kernels.transposedMultiply(single, singleScores, singleGradient);

    ByteBuffer bytes = ByteBuffer.allocate(8 * (6 * ROWS + 2 * COLUMNS));
    for (int i = 0; i < ROWS; i++) {
      double exponential = StableMath.exp(-Math.abs(scores[i]));
      bytes.putDouble(scores[i]).putDouble(singleScores[i]).putDouble(exponential);
      bytes.putDouble(StableMath.log1pOfUnit(exponential));
    }
    for (int j = 0; j < COLUMNS; j++) {
      bytes.putDouble(gradient[j]).putDouble(singleGradient[j]);
    }
    return sha256(bytes.array());
  }

  private static double[] numbers(SplitMix random, int n) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = random.nextLong() * 0x1p-62;
    }
    return numbers;
  }

  private static float[] singles(double[] numbers) {
    float[] singles = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      singles[i] = (float) numbers[i];
    }
    return singles;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
