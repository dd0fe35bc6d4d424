package dev.descent.math;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The self-check: a fixed block of numbers through kernels and scalar functions, and the SHA-256 of
 * all results.
 *
 * <p>Sizes are odd on purpose, so that whole vectors, tails of rows and tails of columns all take
 * part.
 */
public final class KernelCheck {
  /** The bits that the definition in {@link Kernels} gives, on every machine. */
  static final String EXPECTED = "768ae830b6a38a08b0be1c216e984950341ea8219862ba7c7a95664b41e05f35";

  /** The third bin counts 2^-64. */
  private static final int THIRD = 1011;

  private static final int ROWS = 93;
  private static final int COLUMNS = 7;

  /** Panels: two vectors of rows and a tail, and blocks of columns with a tail. */
  private static final int PANEL_ROWS = 21;

  private static final int INNER = 13;
  private static final int RIGHT = 11;

  /** Strips: a whole one and a tail. */
  private static final int STRIP_COLUMNS = 37;

  private static final int STRIP_ROWS = 9;
  private static final int SINGLE_STRIP_COLUMNS = 69;
  private static final int SINGLE_STRIP_ROWS = 4;

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

    double[] panels = panels(kernels, block);
    float[] singlePanels = panels(kernels, singles(block));
    double[] triangle = triangle(kernels, block, STRIP_COLUMNS, STRIP_ROWS);
    float[] singleTriangle =
        triangle(kernels, singles(block), SINGLE_STRIP_COLUMNS, SINGLE_STRIP_ROWS);
    long[] digits = digits(kernels, block);
    long[] hashes = new long[ROWS];
    kernels.addHashes(COLUMNS, block, ROWS, hashes);
    kernels.addRowHashes(block, 0, INNER, PANEL_ROWS, hashes);
    byte[] scaled = scaled(kernels, block);
    int numbers = 3 + 9 * ROWS + 2 * COLUMNS + 2 * panels.length + digits.length;
    numbers += triangle.length + singleTriangle.length;
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers + scaled.length);
    double[] exponentials = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      exponentials[i] = -Math.abs(scores[i]);
    }
    kernels.exponentials(exponentials, ROWS);
    double[] residuals = scores.clone();
    double[] losses = new double[ROWS];
    kernels.logistic(residuals, 0, block, 2, losses, ROWS);
    double[] others = scores.clone();
    double sum = kernels.sumLogistic(others, 0, block, 2, ROWS, new LogisticSum());
    float[] singleOthers = singleScores.clone();
    double singleSum =
        kernels.sumLogistic(singleOthers, 0, singles(block), 2, ROWS, new LogisticSum());
    for (int i = 0; i < ROWS; i++) {
      bytes.putDouble(scores[i]).putDouble(singleScores[i]);
      bytes.putDouble(exponentials[i]).putDouble(residuals[i]).putDouble(losses[i]);
      bytes.putDouble(others[i]).putDouble(singleOthers[i]).putLong(hashes[i]);
    }
    bytes.putDouble(sum).putDouble(singleSum).putDouble(kernels.sum(singleScores, 1, ROWS - 1));
    for (int j = 0; j < COLUMNS; j++) {
      bytes.putDouble(gradient[j]).putDouble(singleGradient[j]);
    }
    for (int i = 0; i < panels.length; i++) {
      bytes.putDouble(panels[i]).putDouble(singlePanels[i]);
    }
    for (double product : triangle) {
      bytes.putDouble(product);
    }
    for (float product : singleTriangle) {
      bytes.putDouble(product);
    }
    for (double number : copies(kernels, block)) {
      bytes.putDouble(number);
    }
    for (long digit : digits) {
      bytes.putLong(digit);
    }
    bytes.put(scaled);
    return Digest.sha256(bytes.array());
  }

  /** Some numbers of the block, rounded to float32. */
  private static double[] copies(Kernels kernels, double[] block) {
    float[] narrow = new float[ROWS];
    kernels.narrow(block, 1, narrow, 0, ROWS - 1);
    double[] wide = new double[ROWS];
    kernels.widen(narrow, 0, wide, 1, ROWS - 1);
    return wide;
  }

  /** Some rows of the block as float32; zeros for a row that is refused, which none should be. */
  private static byte[] scaled(Kernels kernels, double[] block) {
    double[] scales = Arrays.copyOfRange(block, 0, INNER);
    for (int j = 0; j < INNER; j++) {
      scales[j] = j == 1 ? 0 : Math.abs(scales[j]);
    }
    RowScaling scaling = new RowScaling(Arrays.copyOfRange(block, INNER, 2 * INNER), scales);
    int stride = Float.BYTES * INNER;
    byte[] scaled = new byte[PANEL_ROWS * stride + RowScaling.BEHIND];
    for (int i = 0; i < PANEL_ROWS; i++) {
      if (!kernels.scale(block, i * INNER, scaling, scaled, i * stride)) {
        Arrays.fill(scaled, i * stride, (i + 1) * stride, (byte) 0);
      }
    }
    return Arrays.copyOf(scaled, PANEL_ROWS * stride);
  }

  /** Digits of the block, and of the squares of its numbers as float32. */
  private static long[] digits(Kernels kernels, double[] block) {
    long[] digits = new long[Digits.BINS];
    kernels.addDigits(block, 0, block.length, THIRD, digits);
    double[] squares = new double[block.length];
    for (int i = 0; i < block.length; i++) {
      squares[i] = (float) block[i];
    }
    kernels.squares(squares, 0, squares, squares.length);
    kernels.addDigits(squares, 0, squares.length, THIRD, digits);
    return digits;
  }

  /** A B, (A B) B^T and A^T (A B) one after another, A and B cut from {@code block}. */
  private static double[] panels(Kernels kernels, double[] block) {
    double[] results = new double[RIGHT * (PANEL_ROWS + INNER) + PANEL_ROWS * INNER];
    DoublePanel a = new DoublePanel(block, 3, PANEL_ROWS + 1, PANEL_ROWS, INNER);
    DoublePanel b = new DoublePanel(block, 5, INNER + 2, INNER, RIGHT);
    DoublePanel ab = new DoublePanel(results, 0, PANEL_ROWS, PANEL_ROWS, RIGHT);
    kernels.multiply(a, b, ab);
    int at = PANEL_ROWS * RIGHT;
    DoublePanel abb = new DoublePanel(results, at, PANEL_ROWS, PANEL_ROWS, INNER);
    kernels.multiplyTransposed(ab, b, abb);
    at += PANEL_ROWS * INNER;
    kernels.transposedMultiply(a, ab, new DoublePanel(results, at, INNER, INNER, RIGHT));
    return results;
  }

  /** A B, (A B) B^T and A^T (A B) one after another, with A and B cut from {@code block}. */
  private static float[] panels(Kernels kernels, float[] block) {
    float[] results = new float[RIGHT * (PANEL_ROWS + INNER) + PANEL_ROWS * INNER];
    SinglePanel a = new SinglePanel(block, 3, PANEL_ROWS + 1, PANEL_ROWS, INNER);
    SinglePanel b = new SinglePanel(block, 5, INNER + 2, INNER, RIGHT);
    SinglePanel ab = new SinglePanel(results, 0, PANEL_ROWS, PANEL_ROWS, RIGHT);
    kernels.multiply(a, b, ab);
    int at = PANEL_ROWS * RIGHT;
    kernels.multiplyTransposed(ab, b, new SinglePanel(results, at, PANEL_ROWS, PANEL_ROWS, INNER));
    at += PANEL_ROWS * INNER;
    kernels.transposedMultiply(a, ab, new SinglePanel(results, at, INNER, INNER, RIGHT));
    return results;
  }

  /** A^T B and half its rows once more, with rows of A and of B from {@code block} on. */
  static double[] triangle(Kernels kernels, double[] block, int columns, int rows) {
    BlockSize size = kernels.doubleBlocks();
    List<Strips<double[]>> a = new ArrayList<>();
    List<Strips<double[]>> b = new ArrayList<>();
    for (int n : new int[] {rows, rows / 2}) {
      a.add(strips(block, 0, Strips.doubles(size.rows(), columns, n)));
      b.add(strips(block, COLUMNS, Strips.doubles(size.columns(), columns, n)));
    }
    Triangle<double[]> blocks = Triangle.doubles(size, columns);
    kernels.addDoubleProducts(a, b, blocks);
    double[] triangle = new double[columns * (columns + 1) / 2];
    blocks.copyTo(triangle);
    return triangle;
  }

  private static Strips<double[]> strips(double[] block, int from, Strips<double[]> into) {
    for (int i = 0; i < into.rows(); i++) {
      for (int j = 0; j < into.columns(); j++) {
        into.values()[into.start(j) + i * into.lanes()] = block[from + i * into.columns() + j];
      }
    }
    return into;
  }

  /** The same in float32. */
  static float[] triangle(Kernels kernels, float[] block, int columns, int rows) {
    BlockSize size = kernels.singleBlocks();
    List<Strips<float[]>> a = new ArrayList<>();
    List<Strips<float[]>> b = new ArrayList<>();
    for (int n : new int[] {rows, rows / 2}) {
      a.add(strips(block, 0, Strips.singles(size.rows(), columns, n)));
      b.add(strips(block, COLUMNS, Strips.singles(size.columns(), columns, n)));
    }
    Triangle<float[]> blocks = Triangle.singles(size, columns);
    kernels.addSingleProducts(a, b, blocks);
    float[] triangle = new float[columns * (columns + 1) / 2];
    blocks.copyTo(triangle);
    return triangle;
  }

  private static Strips<float[]> strips(float[] block, int from, Strips<float[]> into) {
    for (int i = 0; i < into.rows(); i++) {
      for (int j = 0; j < into.columns(); j++) {
        into.values()[into.start(j) + i * into.lanes()] = block[from + i * into.columns() + j];
      }
    }
    return into;
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
}
