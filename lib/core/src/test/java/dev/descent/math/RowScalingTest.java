package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Rows that are scaled and rounded to float32, by vectors and as scalars. */
class RowScalingTest {
  private static final int TRIALS = 2_000;

  /** What is written, or that it is nothing. */
  private static String scaled(Kernels kernels, double[] row, int from, RowScaling scaling) {
    byte[] into = new byte[3 + Float.BYTES * scaling.columns() + RowScaling.BEHIND];
    if (!kernels.scale(row, from, scaling, into, 3)) {
      return "not finite";
    }
    ByteBuffer bytes = ByteBuffer.wrap(into).order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < scaling.columns(); j++) {
      text.append(bytes.getInt(3 + Float.BYTES * j)).append(' ');
    }
    return text.toString();
  }

  private static String byDefinition(double[] row, int from, double[] means, double[] scales) {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < means.length; j++) {
      double x = row[from + j] == 0 ? 0 : row[from + j];
      float divided = (float) ((x - means[j]) / (scales[j] == 0 ? 1 : scales[j]));
      if (!Float.isFinite(divided)) {
        return "not finite";
      }
      text.append(Float.floatToRawIntBits(scales[j] == 0 ? 0 : divided)).append(' ');
    }
    return text.toString();
  }

  /** With columns of scale 0, both zeros, and a few numbers that no float32 holds. */
  @Test
  void allKernelsScaleAsDefined() {
    SplitMix random = new SplitMix(5);
    int finite = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      int size = random.nextInt(40);
      int from = random.nextInt(3);
      double[] row = ExperimentTile.numbers(random, from + size);
      double[] means = new double[size];
      double[] scales = new double[size];
      for (int j = 0; j < size; j++) {
        means[j] = random.nextInt(2) == 0 ? 0 : random.nextNormal();
        scales[j] = random.nextInt(5) == 0 ? 0 : Math.abs(random.nextNormal());
        row[from + j] =
            switch (random.nextInt(100)) {
              case 0, 1, 2 -> 0.0;
              case 3, 4, 5 -> -0.0;
              case 6 -> 1e39 * random.nextNormal();
              case 7, 8 -> 1e-45 * random.nextNormal();
              default -> row[from + j];
            };
      }
      if (size > 0 && trial % 20 < 3) {
        row[from + random.nextInt(size)] =
            new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0x1.ffffffp127}[trial % 20];
      }
      RowScaling scaling = new RowScaling(means, scales);
      String expected = byDefinition(row, from, means, scales);
      finite += expected.equals("not finite") ? 0 : 1;
      for (String name : new String[] {"scalar", "vector"}) {
        assertThat(scaled(KernelChoice.named(name), row, from, scaling)).isEqualTo(expected);
      }
    }
    assertThat(finite).isBetween(TRIALS / 2, TRIALS * 9 / 10);
  }

  /** The largest number that is not infinite, and the next one. */
  @Test
  void theBoundIsThatOfFloat32() {
    double most = Math.nextDown(RowScaling.TOO_LARGE);
    assertThat((float) most).isEqualTo(Float.MAX_VALUE);
    assertThat((float) RowScaling.TOO_LARGE).isEqualTo(Float.POSITIVE_INFINITY);
    RowScaling none = new RowScaling(new double[1], new double[] {1});
    for (String name : new String[] {"scalar", "vector"}) {
      Kernels kernels = KernelChoice.named(name);
      assertThat(scaled(kernels, new double[] {-most}, 0, none)).isNotEqualTo("not finite");
      assertThat(scaled(kernels, new double[] {-RowScaling.TOO_LARGE}, 0, none))
          .isEqualTo("not finite");
    }
  }
}
