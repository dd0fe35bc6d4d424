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
import dev.descent.network.Workspace;
import dev.descent.penalty.None;
import dev.descent.penalty.Ridge;
import dev.descent.sample.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link LocalRisk} is the exact sum over the rows of a mini-batch, whatever their tiles. */
class RiskLaws {
  private static final Objective LOGISTIC =
      new Objective(new Linear(3, true), new Logistic(), new None());
  private static final double[] PARAMETERS = {0.3, -1.2, 0.7, 0.1};
  private static final int[] TILES = {0, 5, 0, 0, 1, 17, 0, 7, 0};

  /** Tiles of the window of a mini-batch, each on its own, merged in any order. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void wholeIsTheSumOfTilesMergedInAnyOrder(Precision precision) {
    List<Tile> tiles = rows().tiles(precision, TILES);
    List<Long> whole = bits(at(tiles, new MiniBatch(0, 30)));
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      List<LossGradient> partials = new ArrayList<>();
      for (List<Tile> partition : MergeTrees.partitions(tiles, random)) {
        LossGradient partial = new LossGradient(PARAMETERS.length);
        for (Tile tile : partition) {
          partial.add(LOGISTIC, tile.all(), work());
        }
        partials.add(partial);
      }
      LossGradient merged = MergeTrees.merged(partials, LossGradient::merge, random);
      assertThat(bits(merged)).isEqualTo(whole);
    }
  }

  /** A window takes exactly the rows of the mini-batch, from every start to every end. */
  @Test
  void windowIsItsRows() {
    List<Tile> tiles = rows().tiles(Precision.DOUBLE, TILES);
    for (int from = 0; from < 30; from++) {
      for (int to = from + 1; to <= 30; to++) {
        Rows batch = rows().select(IntStream.range(from, to).toArray());
        LossGradient direct = at(batch.tiles(), new MiniBatch(0, to - from));
        LossGradient window = at(tiles, new MiniBatch(from, to));
        assertThat(window.weight()).isEqualTo(to - from);
        assertThat(window.meanLoss()).isCloseTo(direct.meanLoss(), within(1e-14));
        assertThat(window.meanGradient())
            .usingComparatorWithPrecision(1e-14)
            .containsExactly(direct.meanGradient());
      }
    }
  }

  /** Cutting at the borders of tiles changes no bit: the parts of tiles are the summands. */
  @Test
  void miniBatchesOfWholeTilesSumToTheWhole() {
    List<Tile> tiles = rows().tiles(Precision.DOUBLE, TILES);
    LossGradient sum = new LossGradient(PARAMETERS.length);
    for (MiniBatch batch :
        List.of(new MiniBatch(6, 23), new MiniBatch(23, 30), new MiniBatch(0, 6))) {
      sum.merge(at(tiles, batch));
    }
    assertThat(bits(sum)).isEqualTo(bits(at(tiles, new MiniBatch(0, 30))));
  }

  @Test
  void weightTwoIsTheRowTwice() {
    LossGradient weighted = all(rows().weighted(ones(30, 4, 2)));
    LossGradient twice = all(rows().select(with(4)));
    assertThat(weighted.weight()).isEqualTo(31).isEqualTo(twice.weight());
    assertThat(weighted.meanLoss()).isCloseTo(twice.meanLoss(), within(1e-15));
    assertThat(weighted.meanGradient())
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(twice.meanGradient());
  }

  @Test
  void weightZeroIsTheRowAbsent() {
    LossGradient weighted = all(rows().weighted(ones(30, 29, 0)));
    LossGradient absent = all(rows().select(IntStream.range(0, 29).toArray()));
    assertThat(weighted.weight()).isEqualTo(29);
    assertThat(weighted.meanLoss()).isCloseTo(absent.meanLoss(), within(1e-15));
    assertThat(weighted.meanGradient())
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(absent.meanGradient());
  }

  /** Of rows with and without weights, whose losses go different ways in float32. */
  @Test
  void float32IsNearFloat64() {
    Rows rows = Rows.classification(2, 1300, 3);
    double[] twos = new double[1300];
    Arrays.fill(twos, 2);
    for (Rows each : List.of(rows, rows.weighted(twos))) {
      MiniBatch batch = new MiniBatch(1, 1290);
      LossGradient exact = at(each.tiles(Precision.DOUBLE, 1030, 270), batch);
      LossGradient rounded = at(each.tiles(Precision.SINGLE, 1030, 270), batch);
      assertThat(rounded.meanLoss()).isCloseTo(exact.meanLoss(), within(1e-7));
      assertThat(rounded.meanGradient())
          .usingComparatorWithPrecision(1e-7)
          .containsExactly(exact.meanGradient());
    }
  }

  @Test
  void gradientIsTheDerivativeOfTheMeanLoss() {
    LossGradient sum = all(rows());
    double h = 1e-5;
    for (int j = 0; j < PARAMETERS.length; j++) {
      double[] up = PARAMETERS.clone();
      double[] down = PARAMETERS.clone();
      up[j] += h;
      down[j] -= h;
      double difference = (lossAt(up) - lossAt(down)) / (2 * h);
      assertThat(sum.meanGradient()[j]).isCloseTo(difference, within(1e-9));
    }
  }

  @Test
  void lossAtZeroParametersIsLogTwo() {
    assertThat(lossAt(new double[4])).isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void emptyMiniBatchIsRefused() {
    assertThatThrownBy(() -> new MiniBatch(3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mini-batch needs at least one row, but was 3 to 3");
    assertThatThrownBy(() -> new MiniBatch(-1, 3)).isInstanceOf(IllegalArgumentException.class);
    LocalRisk nothing = new LocalRisk(LOGISTIC, List.of());
    assertThat(nothing.rows()).isZero();
    assertThatThrownBy(nothing::all).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsWithoutAnyWeightHaveNoMean() {
    LossGradient sum = all(rows().weighted(new double[30]));
    assertThat(sum.weight()).isZero();
    assertThatThrownBy(sum::meanLoss)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must have a weight > 0");
    assertThatThrownBy(sum::meanGradient).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void miniBatchBeyondTheRowsIsRefused() {
    LocalRisk risk = new LocalRisk(LOGISTIC, rows().tiles());
    assertThat(risk.rows()).isEqualTo(30);
    assertThat(risk.all()).isEqualTo(new MiniBatch(0, 30));
    assertThatThrownBy(() -> risk.at(PARAMETERS, new MiniBatch(29, 31)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mini-batch ends at row 31, but there are 30 rows");
  }

  @Test
  void tilesOutOfOrderAreRefused() {
    List<Tile> tiles = new ArrayList<>(rows().tiles(Precision.DOUBLE, TILES));
    tiles.remove(0);
    assertThatThrownBy(() -> new LocalRisk(LOGISTIC, tiles))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tiles must be in the order of their index, but tile 1 is at 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e200})
  void notFiniteIsAMeanOfNaN(double parameter) {
    double[] parameters = {parameter, 1, 1, 1};
    Objective squared = new Objective(new Linear(3, true), new Squared(), new None());
    LocalRisk risk = new LocalRisk(squared, rows().tiles(Precision.DOUBLE, TILES));
    LossGradient sum = risk.at(parameters, risk.all());
    assertThat(sum.meanLoss()).isNaN();
    assertThat(sum.meanGradient()).containsOnly(Double.NaN).hasSize(4);
    LossGradient finite = risk.at(PARAMETERS, risk.all());
    assertThat(Wire.copy(finite, LossGradient.class).merge(sum).meanLoss()).isNaN();
    assertThat(sum.merge(finite).meanLoss()).isNaN();
    assertThat(finite.meanLoss()).isFinite();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 100_000_000})
  void zeroIsSmallOnTheWireAndNeutral(int parameters) {
    LossGradient zero = new LossGradient(parameters);
    assertThat(Wire.bytes(zero)).hasSizeLessThan(1024);
    assertThat(zero.weight()).isZero();
    LossGradient sum = all(rows());
    assertThat(bits(new LossGradient(4).merge(sum))).isEqualTo(bits(all(rows())));
    assertThat(bits(sum.merge(new LossGradient(4)))).isEqualTo(bits(all(rows())));
  }

  /** Also when the sum that it went into takes more rows, or is used again for others. */
  @Test
  void whatIsMergedStaysAsItIs() {
    List<Tile> tiles = rows().tiles(Precision.DOUBLE, TILES);
    LossGradient part = at(tiles, new MiniBatch(0, 5));
    List<Long> before = bits(part);
    for (MiniBatch batch : List.of(new MiniBatch(0, 30), new MiniBatch(6, 23))) {
      at(tiles, batch).merge(part).add(LOGISTIC, tiles.get(7).all(), work());
      assertThat(bits(part)).isEqualTo(before);
    }
    LossGradient sum = new LossGradient(PARAMETERS.length, 30).merge(part);
    new LocalRisk(LOGISTIC, tiles).at(PARAMETERS, new MiniBatch(7, 20), sum);
    assertThat(bits(part)).isEqualTo(before);
  }

  /** One tile, two and more, added by weight and merged as their gradients are. */
  @Test
  void lossesAloneHaveTheBitsOfTheSum() {
    List<Tile> tiles = rows().weighted(ones(30, 7, 2)).tiles(Precision.DOUBLE, TILES);
    for (int count = 2; count <= tiles.size(); count++) {
      LocalRisk risk = new LocalRisk(LOGISTIC, tiles.subList(0, count));
      LossGradient whole = risk.at(PARAMETERS, risk.all());
      assertThat(risk.lossAt(PARAMETERS)).isEqualTo(whole.meanLoss());
      LossGradient losses = new LossGradient(0);
      for (Tile tile : tiles.subList(0, count)) {
        losses.merge(new LossGradient(0).add(LOGISTIC, tile.all(), work()));
      }
      assertThat(losses.weight()).isEqualTo(whole.weight());
      assertThat(losses.meanLoss()).isEqualTo(whole.meanLoss());
      assertThat(losses.meanGradient()).isEmpty();
    }
    double[] infinite = {Double.POSITIVE_INFINITY, 1, 1, 1};
    assertThat(new LocalRisk(LOGISTIC, tiles).lossAt(infinite)).isNaN();
  }

  /** Whatever it has held: one part of a tile, two, exact sums, or what is not finite. */
  @Test
  void aSumThatIsUsedAgainForgetsWhatItWas() {
    LocalRisk risk = new LocalRisk(LOGISTIC, rows().tiles(Precision.DOUBLE, TILES));
    LossGradient sum = new LossGradient(PARAMETERS.length, risk.rows());
    double[] infinite = {Double.POSITIVE_INFINITY, 1, 1, 1};
    for (MiniBatch batch :
        List.of(risk.all(), new MiniBatch(0, 4), new MiniBatch(3, 6), new MiniBatch(7, 20))) {
      assertThat(bits(risk.at(PARAMETERS, batch, sum))).isEqualTo(bits(risk.at(PARAMETERS, batch)));
      assertThat(risk.at(infinite, batch, sum).meanLoss()).isNaN();
      assertThat(bits(risk.at(PARAMETERS, batch, sum))).isEqualTo(bits(risk.at(PARAMETERS, batch)));
    }
  }

  @Test
  void travels() {
    LossGradient sum = all(rows());
    assertThat(bits(Wire.copy(sum, LossGradient.class))).isEqualTo(bits(sum));
  }

  @Test
  void differentParametersDoNotMerge() {
    assertThatThrownBy(() -> new LossGradient(4).merge(new LossGradient(5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void evaluationAddsThePenaltyAtTheSameParameters() {
    Ridge ridge = new Ridge(0.5, LOGISTIC.network().layout().penalized());
    Objective penalized = new Objective(LOGISTIC.network(), LOGISTIC.loss(), ridge);
    LossGradient sum = all(rows());
    Objective.Evaluation evaluation = penalized.evaluate(sum, PARAMETERS);
    assertThat(evaluation.loss()).isEqualTo(sum.meanLoss());
    assertThat(evaluation.penalty()).isEqualTo(ridge.value(PARAMETERS));
    assertThat(evaluation.value()).isEqualTo(sum.meanLoss() + ridge.value(PARAMETERS));
    double[] expected = sum.meanGradient();
    for (int j = 0; j < 3; j++) {
      expected[j] = Math.fma(0.5, PARAMETERS[j], expected[j]);
    }
    assertThat(evaluation.gradient()).containsExactly(expected);
    assertThat(evaluation.gradientNorm())
        .isCloseTo(Math.sqrt(Arrays.stream(expected).map(g -> g * g).sum()), within(1e-15));
  }

  private static Rows rows() {
    return Rows.classification(21, 30, 3);
  }

  private static LossGradient all(Rows rows) {
    return at(rows.tiles(), new MiniBatch(0, rows.count()));
  }

  private static LossGradient at(List<Tile> tiles, MiniBatch batch) {
    return new LocalRisk(LOGISTIC, tiles).at(PARAMETERS, batch);
  }

  private static double lossAt(double[] parameters) {
    LocalRisk risk = new LocalRisk(LOGISTIC, rows().tiles());
    return risk.at(parameters, risk.all()).meanLoss();
  }

  private static Workspace work() {
    return new Workspace(PARAMETERS);
  }

  private static double[] ones(int n, int at, double weight) {
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    weights[at] = weight;
    return weights;
  }

  /** All of 30 rows, and one of them twice. */
  private static int[] with(int row) {
    return IntStream.concat(IntStream.range(0, 30), IntStream.of(row)).toArray();
  }

  private static List<Long> bits(LossGradient sum) {
    List<Long> bits = new ArrayList<>();
    bits.add(Double.doubleToRawLongBits(sum.weight()));
    bits.add(Double.doubleToRawLongBits(sum.meanLoss()));
    for (double g : sum.meanGradient()) {
      bits.add(Double.doubleToRawLongBits(g));
    }
    return bits;
  }
}
