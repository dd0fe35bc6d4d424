package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is read: one number of each 64 bytes of panels that are whole and small enough. */
class ReadAheadTest {
  @Test
  void readsEveryLine() {
    float[] singles = new float[1 + 100 * 28];
    double[] doubles = new double[1 + 100 * 28];
    int lines = 0;
    for (int i = 1; i < singles.length; i += 16) {
      singles[i] = Float.intBitsToFloat(1);
      lines++;
    }
    for (int i = 1; i < doubles.length; i += 8) {
      doubles[i] = Double.longBitsToDouble(1);
      lines++;
    }
    ReadAhead ahead = new ReadAhead();
    ahead.of(new SinglePanel(singles, 1, 100, 100, 28));
    ahead.of(new DoublePanel(doubles, 1, 100, 100, 28));
    assertThat(ahead.sum()).isEqualTo(lines).isEqualTo(175 + 350);
  }

  /** Of what stands between columns nothing is read. */
  @Test
  void readsColumnsOfATile() {
    float[] singles = new float[1 + 28 * 1000];
    double[] doubles = new double[1 + 28 * 1000];
    Arrays.fill(singles, Float.intBitsToFloat(1));
    Arrays.fill(doubles, Double.longBitsToDouble(1));
    for (int i = 0; i < singles.length; i++) {
      if (i % 1000 > 128 || i >= 21_000) {
        singles[i] = Float.intBitsToFloat(1 << 20);
        doubles[i] = Double.longBitsToDouble(1 << 20);
      }
    }
    ReadAhead ahead = new ReadAhead();
    ahead.columns(singles, 1, 128, 1000, 21);
    assertThat(ahead.sum()).isEqualTo(8 * 21);
    ahead.columns(doubles, 1, 128, 1000, 21);
    assertThat(ahead.sum()).isEqualTo(8 * 21 + 16 * 21);
  }

  @Test
  void leavesOutWhatIsCutFromATileOrTooLarge() {
    int most = 1 << 19;
    float[] singles = new float[most / Float.BYTES + 1];
    double[] doubles = new double[most / Double.BYTES + 1];
    singles[0] = Float.intBitsToFloat(1);
    doubles[0] = Double.longBitsToDouble(1);
    ReadAhead ahead = new ReadAhead();
    ahead.of(new SinglePanel(singles, 0, 100, 99, 28));
    ahead.of(new SinglePanel(singles, 0, singles.length, singles.length, 1));
    ahead.of(new DoublePanel(doubles, 0, 100, 99, 28));
    ahead.of(new DoublePanel(doubles, 0, doubles.length, doubles.length, 1));
    ahead.columns(singles, 0, singles.length, 0, 1);
    ahead.columns(doubles, 0, doubles.length, 0, 1);
    assertThat(ahead.sum()).isZero();
    ahead.of(new SinglePanel(singles, 0, singles.length - 1, singles.length - 1, 1));
    ahead.of(new DoublePanel(doubles, 0, doubles.length - 1, doubles.length - 1, 1));
    assertThat(ahead.sum()).isEqualTo(2);
  }
}
