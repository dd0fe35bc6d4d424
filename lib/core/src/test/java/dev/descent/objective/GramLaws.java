package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.loss.Logistic;
import dev.descent.loss.Squared;
import dev.descent.math.MergeTrees;
import dev.descent.math.Wire;
import dev.descent.network.Linear;
import dev.descent.penalty.None;
import dev.descent.sample.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum of products is the exact sum over tiles, whatever their order and grouping. */
class GramLaws {
  private static final int[] TILES = {0, 5, 0, 200, 1, 17, 0, 77, 0};

  /** More columns than a block of products has. */
  private static final Rows ROWS = weighted(Rows.regression(8, 300, 40));

  static Stream<Arguments> precisions() {
    return Stream.of(Precision.values())
        .flatMap(tiles -> Stream.of(Precision.values()).map(p -> Arguments.of(tiles, p)));
  }

  @ParameterizedTest
  @MethodSource("precisions")
  void bitsAreThoseOfTheTilesMergedInAnyOrder(Precision precision, Precision arithmetic) {
    List<Tile> tiles = ROWS.tiles(precision, TILES);
    double[] shift = new Random(5).doubles(41).toArray();
    byte[] whole = Wire.bytes(new LocalGram(40, tiles).about(shift, arithmetic));
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      List<GramSum> partials = new ArrayList<>();
      for (List<Tile> partition : MergeTrees.partitions(tiles, random)) {
        partials.add(new LocalGram(40, partition).about(shift, arithmetic));
      }
      GramSum merged = MergeTrees.merged(partials, GramSum::merge, random);
      assertThat(Wire.bytes(merged)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void isTheSumOfTheProducts(Precision precision) {
    double[] shift = new Random(5).doubles(41).toArray();
    GramSum sum = new LocalGram(40, ROWS.tiles(precision, TILES)).about(shift, Precision.DOUBLE);
    double error = precision == Precision.DOUBLE ? 1e-11 : 2e-3;
    for (int j = 0; j < 42; j++) {
      for (int k = 0; k < 42; k++) {
        double expected = 0;
        for (int i = 0; i < ROWS.count(); i++) {
          expected += ROWS.weights()[i] * value(i, j, shift) * value(i, k, shift);
        }
        assertThat(sum.product(j, k)).isCloseTo(expected, within(error));
      }
    }
  }

  /** By what rounding features, terms and partial sums may add to it, and what the grid leaves. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void isNearlyTheSumInSinglePrecision(Precision precision) {
    double[] shift = new Random(5).doubles(41).toArray();
    LocalGram source = new LocalGram(40, ROWS.tiles(precision, TILES));
    GramSum expected = source.about(shift, Precision.DOUBLE);
    GramSum found = source.about(shift, Precision.SINGLE);
    boolean different = false;
    for (int j = 0; j < 42; j++) {
      for (int k = 0; k <= j; k++) {
        double most = Math.sqrt(expected.product(j, j) * expected.product(k, k));
        assertThat(found.product(j, k)).isCloseTo(expected.product(j, k), within(0x1p-20 * most));
        different |= found.product(j, k) != expected.product(j, k);
      }
    }
    assertThat(different).isTrue();
  }

  /**
   * Whole batches of rows and what is left of them, with chains that are whole and one that is not.
   */
  @ParameterizedTest
  @CsvSource({"3, 2110", "1100, 600", "2100, 300"})
  void productsOfATileAreChainsOfItsRowsInTheirOrder(int columns, int count) {
    Rows rows = Rows.regression(8, count, columns);
    LocalGram source = new LocalGram(columns, rows.tiles(Precision.DOUBLE, count));
    double[] shift = new double[columns + 1];
    GramSum sum = source.about(shift, Precision.DOUBLE);
    GramSum single = source.about(shift, Precision.SINGLE);
    for (int j : new int[] {0, 1, columns / 2, columns - 1}) {
      for (int k : new int[] {0, columns / 3, columns - 2, columns - 1}) {
        double expected = 0;
        for (int from = 0; from < count; from += 64) {
          double chain = 0;
          for (int i = from; i < Math.min(from + 64, count); i++) {
            chain = Math.fma(rows.features()[i][j], rows.features()[i][k], chain);
          }
          expected += chain;
        }
        assertThat(sum.product(j, k)).isEqualTo(expected);
        assertThat(single.product(j, k)).isCloseTo(expected, within(0x1p-20 * count));
      }
    }
  }

  /**
   * A tile of 1,000 rows is read at once, unless rows are so long that they would take much room.
   */
  @ParameterizedTest
  @CsvSource({"3, 1024", "1002, 1024", "1025, 512", "2049, 256", "10002, 256"})
  void rowsAtATimeFitIntoTheirRoom(int size, int rows) {
    assertThat(GramProducts.rows(size)).isEqualTo(rows);
  }

  /** Those of label and 1 alone are as exact as they would be in double precision. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void productsOfTheLabelAloneAreNotRounded(Precision precision) {
    double[] shift = new Random(5).doubles(41).toArray();
    LocalGram source = new LocalGram(40, ROWS.tiles(precision, TILES));
    GramSum expected = source.about(shift, Precision.DOUBLE);
    GramSum found = source.about(shift, Precision.SINGLE);
    for (int[] jk : new int[][] {{40, 40}, {40, 41}, {41, 41}}) {
      double exact = expected.product(jk[0], jk[1]);
      assertThat(found.product(jk[0], jk[1])).isCloseTo(exact, within(1e-13 * Math.abs(exact)));
    }
  }

  /** A label whose square float32 cannot hold is none of the numbers that are multiplied in it. */
  @Test
  void singlePrecisionHoldsWhatLabelsItHolds() {
    Rows rows = Rows.regression(8, 30, 3);
    rows.labels()[4] = 1e20;
    LocalGram source = new LocalGram(3, rows.tiles());
    assertThat(Gram.centred(source, Precision.SINGLE).isFinite()).isTrue();
  }

  /** Numbers that float32 cannot hold, or their squares, and weights that are too small for it. */
  @Test
  void whatSinglePrecisionCannotHoldIsNotFinite() {
    Rows large = Rows.regression(8, 30, 3);
    large.features()[4][1] = 1e20;
    Rows label = Rows.regression(8, 30, 3);
    label.labels()[4] = 1e39;
    double[] weights = new double[30];
    Arrays.fill(weights, 1e-50);
    Rows light = Rows.regression(8, 30, 3).weighted(weights);
    for (Rows rows : List.of(large, label, light)) {
      LocalGram source = new LocalGram(3, rows.tiles());
      assertThat(Gram.centred(source, Precision.SINGLE).isFinite()).isFalse();
      assertThat(Gram.centred(source, Precision.DOUBLE).isFinite()).isTrue();
    }
  }

  /** Of what is about as far from zero as it deviates, single precision loses digits already. */
  @Test
  void singlePrecisionAsksForASecondSumEarlier() {
    Rows rows = Rows.regression(8, 300, 3);
    List<double[]> shifts = new ArrayList<>();
    Arrays.setAll(rows.labels(), i -> rows.labels()[i] + 1000);
    Gram.centred(recording(rows, shifts), Precision.SINGLE);
    assertThat(shifts).as("only the label is far from zero").hasSize(1);
    for (double[] row : rows.features()) {
      row[1] += 4;
    }
    shifts.clear();
    Gram.centred(recording(rows, shifts), Precision.SINGLE);
    assertThat(shifts).hasSize(2);
  }

  @Test
  void weightTwoIsTheRowTwiceAndWeightZeroTheRowAbsent() {
    Rows rows = Rows.regression(8, 30, 3);
    double[] weights = new double[30];
    Arrays.fill(weights, 1);
    weights[4] = 2;
    weights[7] = 0;
    int[] numbers = IntStream.range(0, 31).map(i -> i == 30 ? 4 : i).filter(i -> i != 7).toArray();
    Gram weighted =
        Gram.centred(new LocalGram(3, rows.weighted(weights).tiles()), Precision.DOUBLE);
    Gram selected = Gram.centred(new LocalGram(3, rows.select(numbers).tiles()), Precision.DOUBLE);
    assertThat(weighted.weight()).isEqualTo(30);
    for (int j = 0; j < 4; j++) {
      assertThat(weighted.centre(j)).isCloseTo(selected.centre(j), within(1e-15));
      for (int k = 0; k < 4; k++) {
        assertThat(weighted.product(j, k)).isCloseTo(selected.product(j, k), within(1e-15));
      }
    }
  }

  /**
   * Columns 10^8 times as far from zero as they deviate: products about zero keep no digit of those
   * about the mean.
   */
  @Test
  void centredKeepsTheDigitsOfColumnsFarFromZero() {
    Rows near = Rows.regression(8, 300, 3);
    for (double[] row : near.features()) {
      for (int j = 0; j < 3; j++) {
        row[j] = Math.rint(1024 * row[j]) / 1024;
      }
    }
    Rows far = near.select(IntStream.range(0, 300).toArray());
    for (int i = 0; i < 300; i++) {
      double[] row = far.features()[i].clone();
      for (int j = 0; j < 3; j++) {
        row[j] += 1e8;
      }
      far.features()[i] = row;
    }
    Gram expected = Gram.centred(new LocalGram(3, near.tiles()), Precision.DOUBLE);
    Gram found = Gram.centred(new LocalGram(3, far.tiles()), Precision.DOUBLE);
    GramSum aboutZero = new LocalGram(3, far.tiles()).about(new double[4], Precision.DOUBLE);
    double worst = 0;
    for (int j = 0; j < 3; j++) {
      assertThat(found.centre(j)).isCloseTo(1e8 + expected.centre(j), within(1e-7));
      for (int k = 0; k < 4; k++) {
        assertThat(found.product(j, k)).isCloseTo(expected.product(j, k), within(1e-13));
      }
      double mean = aboutZero.product(j, 4) / 300;
      double naive = aboutZero.product(j, j) / 300 - mean * mean;
      worst = Math.max(worst, Math.abs(naive - expected.product(j, j)));
    }
    assertThat(worst).as("products about zero").isGreaterThan(0.1);
  }

  /** Standardized rows are summed once, others twice. */
  @Test
  void asksForASecondSumOnlyFarFromZero() {
    Rows rows = Rows.regression(8, 300, 3);
    List<double[]> shifts = new ArrayList<>();
    Gram.centred(recording(rows, shifts), Precision.DOUBLE);
    assertThat(shifts).hasSize(1);
    for (double[] row : rows.features()) {
      row[1] += 100;
    }
    shifts.clear();
    Gram.centred(recording(rows, shifts), Precision.DOUBLE);
    assertThat(shifts).hasSize(2);
    assertThat(shifts.get(0)).containsOnly(0);
    assertThat(shifts.get(1)[1]).isCloseTo(100, within(0.2));
    shifts.clear();
    Gram.uncentred(recording(rows, shifts), Precision.DOUBLE);
    assertThat(shifts).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void meanLossIsThatOfTheRows(boolean intercept) {
    Rows rows = weighted(Rows.regression(8, 300, 3));
    Objective objective = new Objective(new Linear(3, intercept), new Squared(), new None());
    double[] parameters = intercept ? new double[] {0.5, 0, -2, 3} : new double[] {0.5, 0, -2};
    LocalRisk risk = new LocalRisk(objective, rows.tiles());
    LocalGram source = new LocalGram(3, rows.tiles());
    double expected = risk.at(parameters, risk.all()).meanLoss();
    assertThat(Gram.centred(source, Precision.DOUBLE).meanLoss(parameters))
        .isCloseTo(expected, within(1e-13));
    if (!intercept) {
      assertThat(Gram.uncentred(source, Precision.DOUBLE).meanLoss(parameters))
          .isCloseTo(expected, within(1e-13));
    }
  }

  @Test
  void notFiniteIsNaN() {
    Rows rows = Rows.regression(8, 30, 3);
    GramSum finite = new LocalGram(3, rows.tiles()).about(new double[4], Precision.DOUBLE);
    rows.features()[4][1] = 1e200;
    GramSum sum = new LocalGram(3, rows.tiles()).about(new double[4], Precision.DOUBLE);
    assertThat(sum.product(0, 0)).isNaN();
    assertThat(Wire.copy(finite, GramSum.class).merge(sum).product(0, 0)).isNaN();
    assertThat(sum.merge(finite).product(0, 0)).isNaN();
    assertThat(finite.product(0, 0)).isFinite();
    assertThat(Gram.centred(new LocalGram(3, rows.tiles()), Precision.DOUBLE).product(0, 0))
        .isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, GramSum.MAX_COLUMNS})
  void zeroIsSmallOnTheWire(int columns) {
    assertThat(Wire.bytes(new GramSum(columns, Precision.DOUBLE))).hasSizeLessThan(1024);
  }

  @Test
  void takesAboutTheBytesItSays() {
    GramSum sum = new LocalGram(40, ROWS.tiles()).about(new double[41], Precision.DOUBLE);
    assertThat((long) Wire.bytes(sum).length)
        .isBetween(GramSum.bytes(40), GramSum.bytes(40) + 1024);
  }

  @Test
  void tooManyFeaturesAreRefused() {
    assertThatThrownBy(() -> new GramSum(10_001, Precision.DOUBLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the exact solver takes at most 10000 features, but there are 10001: their Gram matrix"
                + " needs 1400980168 bytes in every task; use solver = l-bfgs");
  }

  @Test
  void otherShapesAreRefused() {
    GramSum sum = new GramSum(3, Precision.DOUBLE);
    GramProducts<?> products = GramProducts.about(new double[4], Precision.DOUBLE);
    assertThatThrownBy(() -> sum.merge(new GramSum(4, Precision.DOUBLE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sum.add(ROWS.tile(0, Precision.DOUBLE).all(), products))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tile of 40 columns does not fit products of 3 features");
  }

  @Test
  void rowsWithoutAnyWeightHaveNoMean() {
    LocalGram nothing = new LocalGram(3, List.of());
    assertThatThrownBy(() -> Gram.centred(nothing, Precision.DOUBLE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must have a weight > 0");
  }

  @Test
  void regressionIsLinearWithOneOutputAndSquaredLoss() {
    None none = new None();
    assertThat(Regression.of(new Objective(new Linear(3, true), new Squared(), none)))
        .isEqualTo(new Regression(3, true))
        .extracting(Regression::parameters)
        .isEqualTo(4);
    assertThat(Regression.of(new Objective(new Linear(3, false), new Squared(), none)).parameters())
        .isEqualTo(3);
    Objective logistic = new Objective(new Linear(3, true), new Logistic(), none);
    Objective two = new Objective(new Linear(3, 2, true), new Squared(2), none);
    assertThatThrownBy(() -> Regression.of(two)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Regression.of(logistic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the exact solver goes with a linear network of one output and the squared loss, but"
                + " got Linear[inputs=3, outputs=1, intercept=true] and the logistic loss; use"
                + " another solver");
  }

  private static GramSource recording(Rows rows, List<double[]> shifts) {
    LocalGram local = new LocalGram(3, rows.tiles());
    return new GramSource() {
      @Override
      public int columns() {
        return local.columns();
      }

      @Override
      public GramSum about(double[] shift, Precision arithmetic) {
        shifts.add(shift.clone());
        return local.about(shift, arithmetic);
      }
    };
  }

  private static Rows weighted(Rows rows) {
    return rows.weighted(new Random(4).doubles(rows.count(), 0.5, 2).toArray());
  }

  private static double value(int row, int column, double[] shift) {
    if (column > 40) {
      return 1;
    }
    double value = column == 40 ? ROWS.labels()[row] : ROWS.features()[row][column];
    return value - shift[column];
  }
}
