package dev.descent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.data.TileSlice;
import dev.descent.math.Wire;
import dev.descent.sample.Permitted;
import dev.descent.sample.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every network, in both precisions. */
class NetworkLaws {
  private static final int ROWS = 37;

  static List<Network> networks() {
    return List.of(
        new Linear(1, true),
        new Linear(4, false),
        new Linear(7, true),
        new Linear(19, true),
        new Linear(5, 3, true),
        new Linear(6, 10, false),
        new Mlp(3, List.of(5), 1, Activation.TANH),
        new Mlp(4, List.of(7, 6), 3, Activation.LOGISTIC),
        new Mlp(5, List.of(9, 4, 8), 2, Activation.RELU));
  }

  static Stream<Arguments> cases() {
    return networks().stream()
        .flatMap(network -> Stream.of(Precision.values()).map(p -> Arguments.of(network, p)));
  }

  private static double tolerance(Precision precision) {
    return precision == Precision.SINGLE ? 1e-5 : 1e-12;
  }

  @Test
  void everyNetworkIsHere() {
    assertThat(Permitted.classes(networks())).isEqualTo(Permitted.subclasses(Network.class));
  }

  /** r^T J v, with J v by a central difference of the scores, is (J^T r)^T v. */
  @ParameterizedTest
  @MethodSource("cases")
  void pullbackIsTheJacobianTransposed(Network network, Precision precision) {
    TileSlice slice = rows(network).tile(0, precision).slice(2, ROWS - 3);
    double[] w = parameters(network, 1);
    int scores = slice.rows() * network.outputs();
    double[] residuals = new Random(5).doubles(scores, -1, 1).toArray();
    double[] gradient = pullback(network, slice, w, residuals);
    boolean linear = network instanceof Linear;
    if (!linear && precision == Precision.SINGLE) {
      // A difference of float32 scores tells little about a curve; float64 has its derivative.
      TileSlice exact = rows(network).tile(0, Precision.DOUBLE).slice(2, ROWS - 3);
      assertThat(gradient)
          .usingComparatorWithPrecision(1e-4 * (1 + norm(w)))
          .containsExactly(pullback(network, exact, w, residuals));
      return;
    }
    double h = precision == Precision.SINGLE ? 0.5 : linear ? 1e-3 : 1e-5;
    for (int j = 0; j < w.length; j++) {
      double[] up = w.clone();
      double[] down = w.clone();
      up[j] += h;
      down[j] -= h;
      double[] above = scores(network, slice, up);
      double[] below = scores(network, slice, down);
      double expected = 0;
      for (int i = 0; i < residuals.length; i++) {
        expected += residuals[i] * (above[i] - below[i]) / (2 * h);
      }
      double size = precision == Precision.SINGLE ? scores * 2e-6 : 1e-10;
      assertThat(gradient[j]).isCloseTo(expected, within(linear ? size : size * 1e3));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tileIsItsRows(Network network, Precision precision) {
    Tile tile = rows(network).tile(0, precision);
    double[] w = parameters(network, 2);
    double[] together = scores(network, tile.all(), w);
    double[] row = new double[network.inputs()];
    double[] alone = new double[network.outputs()];
    for (int i = 0; i < ROWS; i++) {
      tile.copyRow(i, row);
      network.score(row, w, alone);
      for (int k = 0; k < alone.length; k++) {
        assertThat(together[k * ROWS + i])
            .isCloseTo(alone[k], within(tolerance(precision) * (1 + norm(w))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sliceHasTheScoresOfTheTileToTheBit(Network network, Precision precision) {
    Tile tile = rows(network).tile(0, precision);
    double[] w = parameters(network, 3);
    double[] together = scores(network, tile.all(), w);
    for (int from = 0; from <= ROWS; from++) {
      for (int to = from; to <= ROWS; to++) {
        double[] part = scores(network, tile.slice(from, to), w);
        for (int k = 0; k < network.outputs(); k++) {
          assertThat(Arrays.copyOfRange(part, k * (to - from), (k + 1) * (to - from)))
              .containsExactly(Arrays.copyOfRange(together, k * ROWS + from, k * ROWS + to));
        }
      }
    }
  }

  /** One workspace over tiles that grow and shrink, with an empty one between. */
  @ParameterizedTest
  @MethodSource("cases")
  void workspaceIsReusedWithoutTraces(Network network, Precision precision) {
    double[] w = parameters(network, 4);
    Workspace work = new Workspace(w);
    for (Tile tile : rows(network).tiles(precision, 5, 0, 20, 1, 11)) {
      network.scores(tile.all(), work);
      assertThat(Arrays.copyOf(work.scores(), tile.rows() * network.outputs()))
          .containsExactly(scores(network, tile.all(), w));
      network.pullback(tile.all(), work);
      double[] residuals = scores(network, tile.all(), w);
      assertThat(work.gradient()).containsExactly(pullback(network, tile.all(), w, residuals));
    }
  }

  /** The same workspace at other parameters is a new one at them. */
  @ParameterizedTest
  @MethodSource("cases")
  void workspaceGoesOnWithOtherParameters(Network network, Precision precision) {
    Tile tile = rows(network).tile(0, precision);
    Workspace work = new Workspace(parameters(network, 6));
    network.scores(tile.all(), work);
    network.pullback(tile.all(), work);
    double[] other = parameters(network, 7);
    network.scores(tile.all(), work.at(other));
    double[] residuals = scores(network, tile.all(), other);
    assertThat(Arrays.copyOf(work.scores(), residuals.length)).containsExactly(residuals);
    network.pullback(tile.all(), work);
    assertThat(work.gradient()).containsExactly(pullback(network, tile.all(), other, residuals));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noRowsPullBackToZero(Network network, Precision precision) {
    Tile tile = rows(network).tile(0, precision);
    double[] zero = new double[network.layout().size()];
    double[] w = parameters(network, 5);
    assertThat(pullback(network, tile.slice(4, 4), w, new double[0])).containsExactly(zero);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void layoutCoversTheParameters(Network network) {
    Layout layout = network.layout();
    assertThat(layout.blocks().stream().mapToInt(Layout.Block::size).sum())
        .isEqualTo(layout.size())
        .isEqualTo(layout.penalized().length);
    assertThat(layout.blocks().stream().map(Layout.Block::name)).doesNotHaveDuplicates();
    assertThat(Wire.copy(network, Network.class)).isEqualTo(network);
  }

  @Test
  void layoutOfALinearModel() {
    assertThat(new Linear(2, true).layout().penalized()).containsExactly(1, 1, 0);
    assertThat(new Linear(2, false).layout().penalized()).containsExactly(1, 1);
    assertThat(new Linear(2, true).layout().blocks())
        .containsExactly(
            new Layout.Block("coefficients", 1, 2, true),
            new Layout.Block("intercepts", 1, 1, false));
    Layout.Block large = new Layout.Block("coefficients", 1 << 20, 1 << 20, true);
    assertThatThrownBy(large::size).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void scoreIsTheLinearFunction() {
    double[] w = {2, -3, 0.5};
    assertThat(new Linear(2, true).score(new double[] {10, 1}, w)).isEqualTo(17.5);
    assertThat(new Linear(2, false).score(new double[] {10, 1}, w)).isEqualTo(17);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void refusesATileOfOtherColumns(Network network) {
    Tile wider = Rows.regression(1, 3, network.inputs() + 1).tile(0, Precision.DOUBLE);
    assertThatThrownBy(() -> scores(network, wider.all(), parameters(network, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit a network of " + network.inputs() + " inputs");
  }

  @Test
  void sizesOfPerceptrons() {
    assertThat(new Mlp(1, List.of(32, 32), 1, Activation.TANH).layout().size()).isEqualTo(1153);
    Mlp digits = new Mlp(784, List.of(32, 32), 10, Activation.RELU);
    assertThat(digits.layout().size()).isEqualTo(26_506);
    assertThat(digits.layout().blocks().get(1))
        .isEqualTo(new Layout.Block("biases 1", 32, 1, false));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void perceptronsStartNormalByFanIn(Activation activation) {
    Mlp network = new Mlp(100, List.of(400), 3, activation);
    double[] start = network.start(42);
    double square = Arrays.stream(start, 0, 40_000).map(x -> x * x).sum() / 40_000;
    double mean = Arrays.stream(start, 0, 40_000).sum() / 40_000;
    assertThat(square).isCloseTo(activation == Activation.RELU ? 0.02 : 0.01, within(4e-4));
    assertThat(mean).isCloseTo(0, within(2e-3));
    assertThat(Arrays.copyOfRange(start, 40_000, 40_400)).containsOnly(0);
    assertThat(network.start(42)).containsExactly(start);
    assertThat(network.start(43)).isNotEqualTo(start);
    assertThat(new Linear(3, 2, true).start(42)).containsOnly(0).hasSize(8);
  }

  @Test
  void refusesLayersWithoutUnits() {
    assertThatThrownBy(() -> new Mlp(2, List.of(), 1, Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an MLP needs at least one hidden layer, but has none");
    assertThatThrownBy(() -> new Mlp(2, List.of(3, 0), 1, Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[3, 0]");
    assertThatThrownBy(() -> new Linear(2, 0, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a linear model needs an output, but has 0");
  }

  @Test
  void refusesNoFeatures() {
    assertThatThrownBy(() -> new Linear(0, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a linear model needs at least one feature, but has 0");
  }

  private static Rows rows(Network network) {
    return Rows.regression(11, ROWS, network.inputs());
  }

  private static double[] parameters(Network network, long seed) {
    return new Random(seed).doubles(network.layout().size(), -2, 2).toArray();
  }

  private static double[] scores(Network network, TileSlice slice, double[] parameters) {
    Workspace work = new Workspace(parameters);
    network.scores(slice, work);
    return Arrays.copyOf(work.scores(), slice.rows() * network.outputs());
  }

  private static double[] pullback(
      Network network, TileSlice slice, double[] parameters, double[] residuals) {
    Workspace work = new Workspace(parameters);
    network.scores(slice, work);
    System.arraycopy(residuals, 0, work.scores(), 0, residuals.length);
    network.pullback(slice, work);
    return work.gradient().clone();
  }

  private static double norm(double[] w) {
    return Math.sqrt(Arrays.stream(w).map(x -> x * x).sum());
  }
}
