package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies between precisions, by vectors and as scalars. */
class CopyLaws {
  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = KernelChoice.named("vector");

  static Stream<double[]> numbers() {
    return SumLaws.everyKindAndAllOfThem();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void copiesAreCasts(double[] values) {
    int n = values.length;
    for (int trial = 0; trial <= 40; trial++) {
      int count = trial < 40 ? Math.min(trial, n) : n;
      for (Kernels kernels : new Kernels[] {scalar, vector}) {
        float[] narrow = new float[n + 3];
        Arrays.fill(narrow, 7);
        kernels.narrow(values, n - count, narrow, 2, count);
        double[] wide = new double[n + 3];
        Arrays.fill(wide, 7);
        kernels.widen(narrow, 2, wide, 1, count);
        for (int i = 0; i < narrow.length; i++) {
          boolean isCopied = i >= 2 && i < count + 2;
          float expected = isCopied ? (float) values[n - count + i - 2] : 7;
          assertThat(narrow[i]).isEqualTo(expected);
        }
        for (int i = 0; i < wide.length; i++) {
          boolean isCopied = i >= 1 && i < count + 1;
          double expected = isCopied ? (float) values[n - count + i - 1] : 7;
          assertThat(wide[i]).isEqualTo(expected);
        }
      }
    }
  }
}
