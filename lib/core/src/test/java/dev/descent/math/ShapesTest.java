package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products refuse shapes that would read or write what is not theirs, and write nothing. */
class ShapesTest {

  private static DoublePanel panel(double[] values, int rows, int columns) {
    return new DoublePanel(values, 0, rows, rows, columns);
  }

  private static DoublePanel panel(int rows, int columns) {
    return panel(new double[rows * columns], rows, columns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void everyProductNamesTheShapesItNeeds(String name) {
    Kernels kernels = KernelChoice.named(name);
    assertRefused(
        () -> kernels.multiply(panel(3, 4), panel(5, 2), panel(3, 2)),
        "C += A B needs a [n x d], b [d x k] and c [n x k], but a is [3 x 4], b [5 x 2] and c [3 x"
            + " 2]");
    assertRefused(
        () -> kernels.multiplyTransposed(panel(3, 4), panel(2, 5), panel(3, 2)),
        "C += A B^T needs a [n x k], b [d x k] and c [n x d], but a is [3 x 4], b [2 x 5] and c [3"
            + " x 2]");
    assertRefused(
        () -> kernels.transposedMultiply(panel(3, 4), panel(5, 2), panel(4, 2)),
        "C = A^T B needs a [n x d], b [n x k] and c [d x k], but a is [3 x 4], b [5 x 2] and c [4 x"
            + " 2]");
    assertThatThrownBy(() -> kernels.multiply(panel(3, 4), panel(4, 2), panel(2, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kernels.multiply(panel(3, 4), panel(4, 2), panel(3, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kernels.multiplyTransposed(panel(3, 4), panel(2, 4), panel(3, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kernels.transposedMultiply(panel(3, 4), panel(3, 2), panel(3, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void panelsLieInsideTheirArrays(String name) {
    Kernels kernels = KernelChoice.named(name);
    double[] short11 = new double[11];
    assertRefused(
        () -> kernels.multiply(panel(3, 4), panel(4, 4), panel(short11, 3, 4)),
        "c must lie inside its array of 11, but is [3 x 4] at offset 0 with stride 3");
    assertThat(short11).containsOnly(0);
    assertRefused(
        () -> kernels.multiply(panel(short11, 3, 4), panel(4, 4), panel(3, 4)),
        "a must lie inside its array of 11, but is [3 x 4] at offset 0 with stride 3");
    assertRefused(
        () ->
            kernels.multiply(
                panel(3, 4), new DoublePanel(new double[16], -1, 4, 4, 4), panel(3, 4)),
        "b must lie inside its array of 16, but is [4 x 4] at offset -1 with stride 4");
    assertRefused(
        () ->
            kernels.multiply(
                panel(3, 4), panel(4, 4), new DoublePanel(new double[90], 0, 1 << 30, 3, 4)),
        "c must lie inside its array of 90, but is [3 x 4] at offset 0 with stride 1073741824");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void noElementIsWrittenTwice(String name) {
    Kernels kernels = KernelChoice.named(name);
    assertRefused(
        () ->
            kernels.multiply(panel(3, 4), panel(4, 4), new DoublePanel(new double[90], 0, 2, 3, 4)),
        "the stride of c must be >= its 3 rows, but was 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void whatIsReadIsNotWritten(String name) {
    Kernels kernels = KernelChoice.named(name);
    double[] shared = new double[64];
    DoublePanel low = panel(shared, 4, 4);
    assertRefused(
        () -> kernels.multiply(low, panel(4, 4), new DoublePanel(shared, 15, 4, 4, 4)),
        "c must lie apart from a, but in one array c is from 15 to 31 and a from 0 to 16");
    assertRefused(
        () -> kernels.multiply(panel(4, 4), low, new DoublePanel(shared, 15, 4, 4, 4)),
        "c must lie apart from b, but in one array c is from 15 to 31 and b from 0 to 16");
    kernels.multiply(low, low, new DoublePanel(shared, 16, 4, 4, 4));
    assertThat(shared).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void trianglesOfStripsThatFit(String name) {
    Kernels kernels = KernelChoice.named(name);
    BlockSize size = kernels.doubleBlocks();
    Strips<double[]> a = Strips.doubles(size.rows(), 40, 3);
    Strips<double[]> b = Strips.doubles(size.columns(), 40, 3);
    Triangle<double[]> c = Triangle.doubles(size, 40);
    kernels.addDoubleProducts(List.of(a), List.of(b), c);
    kernels.addDoubleProducts(List.of(), List.of(), c);
    BlockSize other = new BlockSize(3, 2);
    assertRefused(
        () -> kernels.addDoubleProducts(List.of(a), List.of(b), Triangle.doubles(other, 40)),
        String.format(
            "these kernels need a triangle in blocks of [%d x 6], but they are [3 x 2]",
            size.rows()));
    assertRefused(
        () -> kernels.addDoubleProducts(List.of(a), List.of(), c),
        "A^T B needs pairs of a and b, but there are 1 and 0");
    assertRefused(
        () -> kernels.addDoubleProducts(List.of(a), List.of(b.first(2)), c),
        "A^T B needs a and b with the same rows, but they have 3 and 2");
    assertRefused(
        () -> kernels.addDoubleProducts(List.of(a), List.of(b), Triangle.doubles(size, 41)),
        String.format(
            "a must have 41 columns in strips of %d, but has 40 in strips of %d",
            size.rows(), size.rows()));
    assertRefused(
        () -> kernels.addDoubleProducts(List.of(a), List.of(a), c),
        String.format(
            "b must have 40 columns in strips of 6, but has 40 in strips of %d", size.rows()));
    Strips<double[]> cut = new Strips<>(new double[125], 6, 40, 3);
    assertRefused(
        () -> kernels.addDoubleProducts(List.of(a), List.of(cut), c),
        "b needs 126 numbers, but has 125");
    assertThat(c.values()).containsOnly(0);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
