package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums on a grid, and the products of sparse panels that are added to them. */
class GridLaws {
  private static final int COLUMNS = 23;
  private static final int ROWS = 40;

  @Test
  void sameBitsForAnyOrderAndGrouping() {
    Random random = new Random(1);
    List<Part> parts = parts(random, 30);
    long[] expected = bits(sum(parts));
    for (int round = 0; round < 50; round++) {
      List<GridSums> partials = new ArrayList<>();
      for (List<Part> partition : MergeTrees.partitions(parts, random)) {
        GridSums partial = sum(partition);
        partials.add(random.nextBoolean() ? partial.packed() : partial);
      }
      assertThat(bits(MergeTrees.merged(partials, GridSums::merge, random))).isEqualTo(expected);
    }
  }

  /** b = 51 bits for 40 products each: within 2^(3 - b) R A / 2 of every product. */
  @Test
  void isTheSumOfProducts() {
    Random random = new Random(2);
    Part part = new Part(random, 1);
    GridSums sums = new GridSums(COLUMNS, ROWS);
    assertThat(part.addTo(sums)).isTrue();
    for (int j = 0; j < COLUMNS; j++) {
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = 0; i < ROWS; i++) {
        exact =
            exact.add(new BigDecimal(part.factors[i]).multiply(new BigDecimal(part.dense[i][j])));
      }
      double bound = ROWS * 0x1p-49 * part.most() * part.panel.largest();
      assertThat(sums.value(j)).isCloseTo(exact.doubleValue(), within(bound));
    }
    double[] written = new double[COLUMNS];
    sums.write(written);
    assertThat(written)
        .containsExactly(IntStream.range(0, COLUMNS).mapToDouble(sums::value).toArray());
  }

  @Test
  void addsNumbersOfFloat32() {
    GridSums sums = new GridSums(2, 1L << 26);
    sums.add(new float[] {0.75f, -3, Float.NaN}, 3);
    sums.add(new float[] {0x1p-30f, 0x1p40f, Float.NaN}, 0x1p40);
    sums.add(new float[] {0.25f, 0x1p-10f, Float.NaN}, 1);
    // 36 bits are left below 16 and 2^44.
    assertThat(sums.value(0)).isEqualTo(1);
    assertThat(sums.value(1)).isEqualTo(0x1p40 - 3 + 0x1p-10);
  }

  /** Vectors of two parts each, whose second is not full. */
  @Test
  void addsLongVectorsOfFloat32() {
    int length = Parts.SIZE + 9;
    float[] values = new float[2 * length + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    GridSums sums = new GridSums(2, length, 3);
    sums.add(values, values.length);
    double[] written = new double[2 * length];
    sums.write(written);
    for (int i = 0; i < written.length; i++) {
      assertThat(written[i]).isEqualTo(i);
    }
  }

  /** Products of very different size: the small ones are not lost beside the large ones. */
  @Test
  void gridsOfDifferentSizeAreKeptApart() {
    SparsePanel one = panel(new double[][] {{1, 0, 0}});
    GridSums sums = new GridSums(3, 10);
    one.slice(0, 1).addTransposed(new double[] {0x1p60}, 1, sums);
    one.slice(0, 1).addTransposed(new double[] {3}, 1, sums);
    one.slice(0, 1).addTransposed(new double[] {-0x1p60}, 1, sums);
    assertThat(sums.value(0)).isEqualTo(3);
  }

  @Test
  void travelsWithOrWithoutZeros() {
    GridSums sums = sum(parts(new Random(3), 5));
    assertThat(bits(Wire.copy(sums, GridSums.class))).isEqualTo(bits(sums));
    GridSums wide = new GridSums(2, 1_000_000, 100);
    SparsePanel far = wide(999_999);
    far.slice(0, 1).addTransposed(new double[] {0.5, 3}, 2, wide);
    assertThat(Wire.bytes(wide)).hasSizeGreaterThan(16_000_000);
    assertThat(Wire.bytes(wide.packed())).hasSizeLessThan(2048);
    GridSums copy = Wire.copy(wide, GridSums.class);
    assertThat(copy.value(999_999)).isEqualTo(1);
    assertThat(copy.value(1_999_999)).isEqualTo(6);
    assertThat(copy.value(0)).isZero();
    wide(70_000).slice(0, 1).addTransposed(new double[] {0.25, 1}, 2, copy);
    assertThat(copy.merge(wide).value(70_000)).isEqualTo(0.5);
    assertThat(copy.value(999_999)).isEqualTo(2);
    double[] written = new double[2_000_000];
    copy.write(written);
    assertThat(written[999_999]).isEqualTo(2);
    assertThat(written[1_070_000]).isEqualTo(2);
    assertThat(Arrays.stream(written).filter(sum -> sum != 0)).hasSize(4);
    assertThatThrownBy(() -> far.slice(0, 1).addTransposed(new double[] {1}, 1, copy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 vectors of 1000000 sums are not 1 of 1000000");
  }

  /** What is behind a vector stays at home, and is there again for more products. */
  @Test
  void travelsWithoutWhatIsBehindVectors() {
    int length = Parts.SIZE + 9;
    GridSums sums = new GridSums(1, length, 4);
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    sums.add(ones, 1);
    assertThat(Wire.bytes(sums.packed())).hasSizeBetween(8 * length, 8 * length + 1024);
    GridSums copy = Wire.copy(sums, GridSums.class);
    copy.add(ones, 1);
    copy.merge(sums);
    assertThat(sums.merge(copy).value(length - 1)).isEqualTo(4);
    assertThat(sums.value(0)).isEqualTo(4);
  }

  /** One row of a million columns with a 2 in one of them. */
  private static SparsePanel wide(int column) {
    SparsePanel.Entries entries = new SparsePanel.Entries(new int[] {0, 1}, new int[] {column});
    return SparsePanel.of(1_000_000, entries, new double[] {2});
  }

  @Test
  void zeroIsSmallOnTheWireAndNeutral() {
    assertThat(Wire.bytes(new GridSums(100_000_000, 1L << 40))).hasSizeLessThan(1024);
    GridSums sums = sum(parts(new Random(4), 3));
    long[] expected = bits(sums);
    assertThat(bits(sums.merge(new GridSums(COLUMNS, 1L << 30)))).isEqualTo(expected);
    assertThat(bits(new GridSums(COLUMNS, 1L << 30).merge(sums))).isEqualTo(expected);
  }

  @Test
  void moreProductsThanSaidAreRefused() {
    SparsePanel one = panel(new double[][] {{1}, {1}});
    GridSums sums = new GridSums(1, 3);
    one.slice(0, 2).addTransposed(new double[] {1, 1}, 1, sums);
    assertThatThrownBy(() -> one.slice(0, 2).addTransposed(new double[] {1, 1}, 1, sums))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("sums of at most 3 products each were given 4");
    assertThatThrownBy(() -> sums.merge(new GridSums(1, 4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GridSums(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The largest number of products of the largest size does not overflow. */
  @Test
  void holdsAsManyProductsAsItSays() {
    GridSums sums = new GridSums(1, 1L << 40);
    SparsePanel one = panel(new double[][] {{1}});
    one.slice(0, 1).addTransposed(new double[] {Math.nextDown(1.0)}, 1, sums);
    for (int k = 0; k < 40; k++) {
      sums.merge(Wire.copy(sums, GridSums.class));
    }
    assertThat(sums.value(0)).isCloseTo(0x1p40, within(0x1p20));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 1e300, -0x1p901})
  void outOfRangeIsSaidAndNothingIsAdded(double factor) {
    GridSums sums = new GridSums(1, 10);
    SparsePanel two = panel(new double[][] {{1e5}, {1}});
    assertThat(two.slice(0, 2).addTransposed(new double[] {1, factor}, 1, sums)).isFalse();
    assertThat(sums.value(0)).isZero();
    SparsePanel bad = panel(new double[][] {{Double.NaN}});
    assertThat(bad.slice(0, 1).addTransposed(new double[] {1}, 1, sums)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 1e-310, 1e-250, 1e-60, 1e250})
  void extremeValuesAreNoTrouble(double size) {
    GridSums sums = new GridSums(1, 2);
    boolean added =
        panel(new double[][] {{size}}).slice(0, 1).addTransposed(new double[] {3}, 1, sums);
    assertThat(added).isTrue();
    assertThat(sums.value(0)).isCloseTo(3 * size, within(Math.max(3e-14 * size, 1e-70)));
  }

  @Test
  void panelsAreChecked() {
    SparsePanel.Entries twice = new SparsePanel.Entries(new int[] {0, 2}, new int[] {1, 1});
    assertThatThrownBy(() -> SparsePanel.of(3, twice, new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("places of row 0 must ascend from 0 to 2, but 1 follows 1");
    SparsePanel.Entries outside = new SparsePanel.Entries(new int[] {0, 1}, new int[] {3});
    assertThatThrownBy(() -> SparsePanel.of(3, outside, new float[1]))
        .isInstanceOf(IllegalArgumentException.class);
    SparsePanel.Entries one = new SparsePanel.Entries(new int[] {0, 1}, new int[] {2});
    assertThatThrownBy(() -> SparsePanel.of(3, one, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 places, but 2 values");
    assertThatThrownBy(() -> SparsePanel.of(3, one, new double[1]).slice(0, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Rows of one panel with factors, some of them far larger than others. */
  private record Part(double[][] dense, SparsePanel panel, double[] factors) {
    Part(Random random, double size) {
      this(new double[ROWS][COLUMNS], random, size);
    }

    private Part(double[][] dense, Random random, double size) {
      this(
          filled(dense, random),
          GridLaws.panel(dense),
          random.doubles(ROWS, -size, size).toArray());
    }

    private static double[][] filled(double[][] dense, Random random) {
      for (double[] row : dense) {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextInt(4) == 0 ? random.nextGaussian() : 0;
        }
      }
      return dense;
    }

    boolean addTo(GridSums sums) {
      return panel.slice(0, ROWS).addTransposed(factors, 1, sums);
    }

    double most() {
      return Arrays.stream(factors).map(Math::abs).max().orElseThrow();
    }
  }

  private static List<Part> parts(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Part(random, Math.scalb(1.0, 3 * (i % 7))))
        .toList();
  }

  private static GridSums sum(List<Part> parts) {
    GridSums sums = new GridSums(COLUMNS, 1L << 30);
    parts.forEach(part -> part.addTo(sums));
    return sums;
  }

  private static long[] bits(GridSums sums) {
    double[] values = new double[sums.size()];
    sums.write(values);
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static SparsePanel panel(double[][] dense) {
    int[] starts = new int[dense.length + 1];
    List<Integer> places = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < dense.length; i++) {
      for (int j = 0; j < dense[i].length; j++) {
        if (dense[i][j] != 0) {
          places.add(j);
          values.add(dense[i][j]);
        }
      }
      starts[i + 1] = places.size();
    }
    SparsePanel.Entries entries =
        new SparsePanel.Entries(starts, places.stream().mapToInt(j -> j).toArray());
    return SparsePanel.of(dense[0].length, entries, values.stream().mapToDouble(v -> v).toArray());
  }
}
