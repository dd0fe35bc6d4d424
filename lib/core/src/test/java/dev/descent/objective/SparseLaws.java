package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.Standardizer;
import dev.descent.data.Tile;
import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Poisson;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.math.MergeTrees;
import dev.descent.math.Moments;
import dev.descent.math.SparsePanel;
import dev.descent.math.Wire;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Sums over sparse tiles are those over dense tiles of the same rows. */
class SparseLaws {
  private static final int COLUMNS = 17;
  private static final int[] TILES = {13, 0, 40, 7};

  static List<Loss> losses() {
    return List.of(new Squared(), new Logistic(), new Poisson(), new Softmax(3));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void equalsTheDenseSum(Loss loss) {
    for (boolean intercept : new boolean[] {true, false}) {
      Linear network = new Linear(COLUMNS, loss.outputs(), intercept);
      Objective objective = new Objective(network, loss, new None());
      double[] w = parameters(network);
      for (MiniBatch batch : List.of(new MiniBatch(0, 60), new MiniBatch(5, 31))) {
        LossGradient dense =
            new LocalRisk(objective, rows().tiles(Precision.DOUBLE, TILES)).at(w, batch);
        for (List<Tile> tiles : List.of(sparse(Precision.DOUBLE), byColumns(Precision.DOUBLE))) {
          LossGradient sparse = new LocalRisk(objective, tiles).at(w, batch);
          assertThat(sparse.weight()).isEqualTo(dense.weight());
          assertThat(sparse.meanLoss()).isCloseTo(dense.meanLoss(), within(1e-13));
          assertThat(sparse.meanGradient())
              .usingComparatorWithPrecision(1e-13)
              .containsExactly(dense.meanGradient());
          LocalRisk all = new LocalRisk(objective, tiles);
          assertThat(all.lossAt(w)).isEqualTo(all.at(w, all.all()).meanLoss());
        }
      }
    }
  }

  /** What a product with u needs is f w and b - c w; what comes back is a gradient by w and b. */
  @ParameterizedTest
  @MethodSource("losses")
  void centredWithoutBeingFilled(Loss loss) {
    Linear network = new Linear(COLUMNS, loss.outputs(), true);
    Rows rows = rows();
    Standardizer standardizer = standardizer(rows);
    double[] factors = new double[COLUMNS];
    double[] shifts = new double[COLUMNS];
    for (int j = 0; j < COLUMNS; j++) {
      factors[j] = 1 / standardizer.scales()[j];
      shifts[j] = standardizer.means()[j] / standardizer.scales()[j];
    }
    Ridge ridge = new Ridge(0.1, network.layout().penalized());
    Objective objective = new Objective(network, loss, ridge);
    Objective centred = objective.on(new TileScale(network, factors, shifts));
    double[] w = parameters(network);
    Risk sparse = new LocalRisk(centred, sparse(Precision.DOUBLE));
    Risk dense = new LocalRisk(objective, standardized(rows, standardizer));
    Objective.Evaluation found = centred.evaluate(sparse.at(w, sparse.all()), w);
    Objective.Evaluation expected = objective.evaluate(dense.at(w, dense.all()), w);
    assertThat(found.value()).isCloseTo(expected.value(), within(1e-12));
    assertThat(found.gradient())
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(expected.gradient());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sameBitsForAnyOrderAndGrouping(Precision precision) {
    sameBitsForAnyOrderAndGrouping(sparse(precision));
    sameBitsForAnyOrderAndGrouping(byColumns(precision));
  }

  private static void sameBitsForAnyOrderAndGrouping(List<Tile> tiles) {
    Linear network = new Linear(COLUMNS, true);
    Objective objective = new Objective(network, new Logistic(), new None());
    double[] w = parameters(network);
    LocalRisk risk = new LocalRisk(objective, tiles);
    List<Long> expected = bits(risk.at(w, risk.all()));
    Random random = new Random(3);
    for (int round = 0; round < 30; round++) {
      List<LossGradient> partials = new ArrayList<>();
      for (List<Tile> partition : MergeTrees.partitions(tiles, random)) {
        LossGradient partial = new LossGradient(w.length, risk.rows());
        partition.forEach(tile -> partial.add(objective, tile.all(), new Workspace(w)));
        partials.add(Wire.copy(partial.packed(), LossGradient.class));
      }
      LossGradient merged = MergeTrees.merged(partials, LossGradient::merge, random);
      assertThat(bits(merged)).isEqualTo(expected);
    }
  }

  @Test
  void notFiniteIsAMeanOfNaN() {
    Linear network = new Linear(COLUMNS, true);
    Objective objective = new Objective(network, new Squared(), new None());
    LocalRisk risk = new LocalRisk(objective, sparse(Precision.DOUBLE));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e280}) {
      double[] w = parameters(network);
      w[2] = bad;
      LossGradient sum = risk.at(w, risk.all());
      assertThat(sum.meanLoss()).isNaN();
      assertThat(sum.meanGradient()).containsOnly(Double.NaN);
    }
  }

  @Test
  void denseAndSparseTilesDoNotMix() {
    Linear network = new Linear(COLUMNS, true);
    Objective objective = new Objective(network, new Logistic(), new None());
    Workspace work = new Workspace(parameters(network));
    Tile sparse = rows().sparseTile(0, Precision.DOUBLE);
    Tile dense = rows().tile(0, Precision.DOUBLE);
    int p = COLUMNS + 1;
    LossGradient first = new LossGradient(p).add(objective, sparse.all(), work);
    assertThatThrownBy(() -> first.add(objective, dense.all(), work))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("dense and sparse tiles do not go into one sum");
    LossGradient second = new LossGradient(p).add(objective, dense.all(), work);
    assertThatThrownBy(() -> second.add(objective, sparse.all(), work))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void onlyLinearNetworksTakeSparseTiles() {
    Mlp mlp = new Mlp(COLUMNS, List.of(2), 1, Activation.TANH);
    Objective objective = new Objective(mlp, new Squared(), new None());
    LocalRisk risk = new LocalRisk(objective, sparse(Precision.SINGLE));
    assertThatThrownBy(() -> risk.at(mlp.start(1), risk.all()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only a linear network takes a tile of sparse features");
    Linear linear = new Linear(2, false);
    assertThatThrownBy(() -> new TileScale(linear, new double[2], new double[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TileScale(linear, new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsOfASparseTileAreWhatTheyWere() {
    Rows rows = rows();
    Tile tile = rows.sparseTile(4, Precision.DOUBLE);
    double[] row = new double[COLUMNS];
    for (int i = 0; i < rows.count(); i++) {
      tile.copyRow(i, row);
      assertThat(row).containsExactly(rows.features()[i]);
    }
    assertThat(tile.bytes()).isLessThan(rows.tile(4, Precision.DOUBLE).bytes());
    assertThat(Wire.copy(tile, Tile.class).isSparse()).isTrue();
    Tile byColumns = tile.byColumns();
    for (int i = 0; i < rows.count(); i++) {
      byColumns.copyRow(i, row);
      assertThat(row).containsExactly(rows.features()[i]);
    }
    Tile dense = rows.tile(4, Precision.DOUBLE);
    assertThat(dense.byColumns()).isSameAs(dense.byRows()).isSameAs(dense);
  }

  private static Rows rows() {
    Random random = new Random(11);
    double[][] features = new double[60][COLUMNS];
    for (double[] row : features) {
      for (int j = 0; j < COLUMNS; j++) {
        row[j] = random.nextInt(5) == 0 ? 1 + random.nextInt(3) * 0.5 : 0;
      }
    }
    double[] labels = IntStream.range(0, 60).mapToDouble(i -> i % 2).toArray();
    double[] weights = IntStream.range(0, 60).mapToDouble(i -> 1 + i % 3).toArray();
    return Rows.of(features, labels).weighted(weights);
  }

  private static List<Tile> sparse(Precision precision) {
    List<Tile> tiles = new ArrayList<>();
    int from = 0;
    for (int t = 0; t < TILES.length; t++) {
      int[] numbers = IntStream.range(from, from + TILES[t]).toArray();
      Rows part = numbers.length == 0 ? rows().select(0) : rows().select(numbers);
      Tile tile = part.sparseTile(t, precision);
      tiles.add(numbers.length == 0 ? empty(t) : tile);
      from += TILES[t];
    }
    return tiles;
  }

  private static List<Tile> byColumns(Precision precision) {
    return sparse(precision).stream().map(Tile::byColumns).toList();
  }

  private static Tile empty(int index) {
    SparsePanel none =
        SparsePanel.of(COLUMNS, new SparsePanel.Entries(new int[1], new int[0]), new double[0]);
    return Tile.of(index, Tile.Features.of(none), new double[0], new double[0]);
  }

  private static Standardizer standardizer(Rows rows) {
    Moments moments = new Moments(COLUMNS);
    for (int i = 0; i < rows.count(); i++) {
      moments.add(rows.features()[i], rows.weights()[i]);
    }
    return Standardizer.centred(moments);
  }

  private static List<Tile> standardized(Rows rows, Standardizer standardizer) {
    double[][] features =
        Arrays.stream(rows.features()).map(double[]::clone).toArray(double[][]::new);
    Arrays.stream(features).forEach(standardizer::apply);
    return Rows.of(features, rows.labels()).weighted(rows.weights()).tiles(Precision.DOUBLE, TILES);
  }

  private static double[] parameters(Linear network) {
    return new Random(7).doubles(network.layout().size(), -0.5, 0.5).toArray();
  }

  private static List<Long> bits(LossGradient sum) {
    List<Long> bits = new ArrayList<>();
    bits.add(Double.doubleToLongBits(sum.weight()));
    bits.add(Double.doubleToLongBits(sum.meanLoss()));
    Arrays.stream(sum.meanGradient()).forEach(g -> bits.add(Double.doubleToLongBits(g)));
    return bits;
  }
}
