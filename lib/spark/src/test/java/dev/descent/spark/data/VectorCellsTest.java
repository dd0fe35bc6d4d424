package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The numbers of one vector, in every form in which they may lie in a row. */
class VectorCellsTest {
  private static final double[] NUMBERS = {0, 1, -0.0, -7, 0, 100};

  /** The same numbers in every form, with zeros given and left away. */
  private static Stream<VectorCells> forms() {
    return Stream.of(
        dense(NUMBERS),
        sparse(6, new int[] {1, 3, 5}, 1, -7, 100),
        sparse(6, new int[] {0, 1, 2, 3, 4, 5}, NUMBERS),
        sparse(6, new int[] {1, 2, 3, 5}, 1, -0.0, -7, 100),
        VectorCells.dense(
            VectorType.Form.FLOATS,
            UnsafeArrayData.fromPrimitiveArray(new float[] {0, 1, -0f, -7, 0, 100})),
        VectorCells.dense(
            VectorType.Form.BYTES,
            UnsafeArrayData.fromPrimitiveArray(new byte[] {0, 1, 0, -7, 0, 100})),
        VectorCells.dense(
            VectorType.Form.SHORTS,
            UnsafeArrayData.fromPrimitiveArray(new short[] {0, 1, 0, -7, 0, 100})),
        VectorCells.dense(
            VectorType.Form.INTS,
            UnsafeArrayData.fromPrimitiveArray(new int[] {0, 1, 0, -7, 0, 100})),
        VectorCells.dense(
            VectorType.Form.LONGS,
            UnsafeArrayData.fromPrimitiveArray(new long[] {0, 1, 0, -7, 0, 100})));
  }

  /** To the bit: -0 is 0 in all of them, or equal rows would not be equal. */
  @Test
  void everyFormGivesTheSameNumbersAndBits() {
    long bits = dense(NUMBERS).bits();
    forms()
        .forEach(
            cells -> {
              double[] into = {9, 9, 9, 9, 9, 9};
              assertThat(cells.fill(into)).isTrue();
              assertThat(into).containsExactly(0, 1, 0.0, -7, 0, 100);
              assertThat(Double.doubleToRawLongBits(into[2])).isZero();
              assertThat(cells.bits()).isEqualTo(bits);
              assertThat(cells.size()).isEqualTo(6);
              assertThat(cells.problem()).isNull();
            });
  }

  /** Also where numbers are not finite, which are hashed before anybody looks. */
  @Test
  void manyVectorsHaveTheBitsOfEach() {
    double[][] vectors = {
      NUMBERS, {1, 2, 3, 4, 5, 6}, {Double.NaN, -0.0, 0, 1e-320, Double.NEGATIVE_INFINITY, 0}
    };
    double[] all = Stream.of(vectors).flatMapToDouble(DoubleStream::of).toArray();
    double[] behindOthers = new double[2 + all.length];
    System.arraycopy(all, 0, behindOthers, 2, all.length);
    assertThat(VectorCells.bits(new NumberLists.Numbers(behindOthers, 2), 6, 3))
        .containsExactly(Stream.of(vectors).mapToLong(each -> dense(each).bits()).toArray());
  }

  @Test
  void bitsTellVectorsApart() {
    long bits = dense(1, 2, 0).bits();
    assertThat(
            Stream.of(
                dense(2, 1, 0), dense(1, 0, 2), dense(0, 1, 2), dense(1, 2, 3), dense(-1, 2, 0)))
        .noneMatch(other -> other.bits() == bits);
    assertThat(dense(1, 2).bits()).isEqualTo(bits);
    assertThat(dense(0, 0).bits()).isEqualTo(dense().bits());
  }

  /** Where a vector is open, the numbers behind its last index are 0. */
  @Test
  void whatIsLeftAwayIsZero() {
    double[] into = {9, 9, 9};
    assertThat(sparse(2, new int[] {1}, 5).fill(into)).isTrue();
    assertThat(into).containsExactly(0, 5, 0);
    assertThat(dense(4).fill(into)).isTrue();
    assertThat(into).containsExactly(4, 0, 0);
    assertThat(sparse(0, new int[0]).fill(into)).isTrue();
    assertThat(into).containsExactly(0, 0, 0);
  }

  @Test
  void namesTheFirstNumberThatIsBad() {
    assertBad(dense(1, Double.NaN, Double.NaN), FeatureProblem.NUMBER_NOT_FINITE, "v[1] = NaN");
    assertBad(
        sparse(20, new int[] {3, 17}, 1, Double.NEGATIVE_INFINITY),
        FeatureProblem.NUMBER_NOT_FINITE,
        "v[17] = -Infinity");
    ArrayData missing = new GenericArrayData(new @Nullable Object[] {1.0, null, 2.0});
    assertBad(
        VectorCells.dense(VectorType.Form.DOUBLES, missing),
        FeatureProblem.NUMBER_MISSING,
        "v[1] = empty");
    assertThat(VectorCells.dense(VectorType.Form.DOUBLES, missing).bits())
        .isNotEqualTo(dense(1, Double.NaN, 2).bits());
  }

  /** Spark's own classes refuse such vectors, but a file may hold one. */
  @Test
  void indicesMustAscendAndStayBelowTheSize() {
    assertBad(sparse(3, new int[] {1, 1}, 1, 2), FeatureProblem.INDICES, "v[1] = 2.0");
    assertBad(sparse(3, new int[] {2, 0}, 1, 2), FeatureProblem.INDICES, "v[0] = 2.0");
    assertBad(sparse(3, new int[] {-1}, 1), FeatureProblem.INDICES, "v[-1] = 1.0");
    assertBad(sparse(3, new int[] {3}, 1), FeatureProblem.INDICES, "v[3] = 1.0");
    assertBad(sparse(3, new int[] {0, 1}, 1), FeatureProblem.INDICES, "size 3");
    assertBad(sparse(-1, new int[0]), FeatureProblem.INDICES, "size -1");
  }

  private static void assertBad(VectorCells cells, FeatureProblem problem, String sample) {
    assertThat(cells.problem()).isEqualTo(problem);
    assertThat(cells.bad("v")).isEqualTo(sample);
    assertThat(cells.fill(new double[20])).isFalse();
  }

  private static VectorCells dense(double... numbers) {
    return VectorCells.dense(VectorType.Form.DOUBLES, UnsafeArrayData.fromPrimitiveArray(numbers));
  }

  private static VectorCells sparse(int size, int[] indices, double... values) {
    return new VectorCells(
        VectorType.Form.DOUBLES,
        size,
        UnsafeArrayData.fromPrimitiveArray(indices),
        UnsafeArrayData.fromPrimitiveArray(values));
  }
}
