package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.loss.Logistic;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.math.MergeTrees;
import dev.descent.math.Wire;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.optimize.Adam;
import dev.descent.optimize.Constant;
import dev.descent.optimize.InverseScaling;
import dev.descent.optimize.Optimizer;
import dev.descent.optimize.OptimizerState;
import dev.descent.optimize.Sgd;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.None;
import dev.descent.penalty.Ridge;
import dev.descent.sample.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for data shards that descend by themselves. */
class ShardLaws {
  private static final int[] TILES = {9, 12, 0, 7, 11, 10};
  private static final Linear NETWORK = new Linear(3, true);

  static List<Optimizer> optimizers() {
    return TrainerLaws.optimizers();
  }

  static Stream<Arguments> shards() {
    return Stream.of(1, 2, 3, 5).flatMap(s -> Stream.of(1, 4, 100).map(k -> Arguments.of(s, k)));
  }

  /** Mini-batches within tiles, across tiles, and over all rows. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void oneShardIsDescentWithOneSumAStepToTheBit(Optimizer optimizer) {
    for (Precision precision : Precision.values()) {
      List<Tile> tiles = rows().tiles(precision, TILES);
      for (int batchSize : new int[] {2, 15, 49}) {
        Objective objective = objective(NETWORK);
        TrainingState expected = after(3, descent(optimizer, batchSize, 1), objective, tiles, 0);
        for (int every : new int[] {1, 4, Integer.MAX_VALUE}) {
          TrainingState state = after(3, descent(optimizer, batchSize, every), objective, tiles, 1);
          assertThat(bytes(state)).isEqualTo(bytes(expected));
        }
      }
    }
  }

  /** A step along a gradient that is too long is as long as the rate times the norm it may have. */
  @Test
  void stepsAreClippedInAShardToo() {
    List<Tile> tiles = rows().tiles(Precision.DOUBLE, TILES);
    StepRule rule = new StepRule(new Sgd(), new Constant(0.5), 0.01);
    MiniBatchDescent clipped = new MiniBatchDescent(rule, 49, 1, 9, Metric.TRAIN_LOSS);
    for (int shards : new int[] {0, 1}) {
      double[] to = after(1, clipped, objective(NETWORK), tiles, shards).parameters();
      double length = Math.sqrt(Arrays.stream(to).map(w -> w * w).sum());
      assertThat(length).isCloseTo(0.5 * 0.01, within(1e-15));
    }
    assertThat(bytes(after(9, clipped, objective(NETWORK), tiles, 1)))
        .isEqualTo(bytes(after(9, clipped, objective(NETWORK), tiles, 0)));
  }

  @Test
  void oneShardIsSequentialAlsoForPerceptronsAndProx() {
    List<Tile> tiles = rows().tiles(Precision.SINGLE, TILES);
    Objective perceptron =
        new Objective(new Mlp(3, List.of(5), 2, Activation.TANH), new Softmax(2), new None());
    Objective lasso =
        new Objective(NETWORK, new Logistic(), new Lasso(0.02, NETWORK.layout().penalized()));
    for (Objective objective : List.of(perceptron, lasso)) {
      TrainingState expected = after(4, descent(new Sgd(), 8, 1), objective, tiles, 0);
      TrainingState state = after(4, descent(new Sgd(), 8, 3), objective, tiles, 1);
      assertThat(bytes(state)).isEqualTo(bytes(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("shards")
  void everyShardsAverageFindsTheOptimum(int shards, int every) {
    Rows rows = Rows.regression(8, 300, 3);
    List<Tile> tiles = rows.tiles(Precision.DOUBLE, 50, 50, 50, 50, 50, 50);
    Objective objective =
        new Objective(NETWORK, new Squared(), new Ridge(0.1, NETWORK.layout().penalized()));
    LocalRisk risk = new LocalRisk(objective, tiles);
    MiniBatchDescent descent =
        new MiniBatchDescent(
            new StepRule(new Sgd(), new InverseScaling(0.5, 0.6)), 25, every, 1, Metric.TRAIN_LOSS);
    TrainingState end = after(200, descent, objective, tiles, shards);
    TrainingState optimum = after(300, descent(new Sgd(), 1000, 1), objective, tiles, 0);
    assertThat(end.last().objective() / optimum.last().objective()).isCloseTo(1, within(2e-3));
    assertThat(risk.rows()).isEqualTo(300);
  }

  @ParameterizedTest
  @MethodSource("shards")
  void continuesFromAnyWrittenStateToTheBit(int shards, int every) {
    List<Tile> tiles = rows().tiles(Precision.DOUBLE, TILES);
    Objective objective = objective(NETWORK);
    MiniBatchDescent descent = descent(new Adam(0.9, 0.999, 1e-8), 4, every);
    Risks risks = risks(objective, tiles, shards);
    Iterator<TrainingState> states = descent.states(risks, objective, descent.start(new double[4]));
    List<TrainingState> all = new ArrayList<>();
    while (all.isEmpty() || all.get(all.size() - 1).epoch() < 2) {
      all.add(states.next());
    }
    for (TrainingState state : all) {
      Iterator<TrainingState> rest = descent.states(risks, objective, Stored.copy(state));
      TrainingState end = state;
      while (end.epoch() < 2) {
        end = rest.next();
      }
      assertThat(bytes(end)).isEqualTo(bytes(all.get(all.size() - 1)));
    }
  }

  /** The largest of 3 shards has 21 rows: 6 steps of 4 rows, in rounds of 4 and 2. */
  @Test
  void roundsEndWithTheEpoch() {
    List<Tile> tiles = rows().tiles(Precision.DOUBLE, TILES);
    Objective objective = objective(NETWORK);
    MiniBatchDescent descent = descent(new Sgd(), 4, 4);
    Iterator<TrainingState> states =
        descent.states(risks(objective, tiles, 3), objective, descent.start(new double[4]));
    List<Integer> steps = new ArrayList<>();
    List<Boolean> ends = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      TrainingState state = states.next();
      steps.add(state.step());
      ends.add(state.endsEpoch());
    }
    assertThat(steps).containsExactly(0, 4, 6, 10, 12);
    assertThat(ends).containsExactly(true, false, true, false, true);
  }

  @Test
  void averageIsWeightedByRows() {
    ShardAverage average = new ShardAverage();
    average.add(position(1, 10, 4), 30);
    average.add(position(5, -2, 8), 10);
    Position mean = average.position().orElseThrow();
    assertThat(mean.parameters()).containsExactly(2, 7);
    assertThat(mean.optimizer().slots()[0]).containsExactly(5);
    assertThat(mean.optimizer().step()).isEqualTo(3);
  }

  @Test
  void averageHasTheSameBitsInAnyOrder() {
    Random random = new Random(2);
    List<Position> positions =
        Stream.generate(() -> position(random.nextGaussian(), random.nextGaussian(), 1 / 3.0))
            .limit(7)
            .toList();
    byte[] expected = null;
    for (int round = 0; round < 40; round++) {
      List<ShardAverage> parts = new ArrayList<>();
      for (int s = 0; s < positions.size(); s++) {
        ShardAverage part = new ShardAverage();
        part.add(positions.get(s), 10 + s);
        parts.add(Wire.copy(part, ShardAverage.class));
        parts.add(new ShardAverage());
      }
      ShardAverage merged = MergeTrees.merged(parts, ShardAverage::merge, random);
      byte[] bits = Wire.bytes(merged.position().orElseThrow());
      expected = expected == null ? bits : expected;
      assertThat(bits).isEqualTo(expected);
    }
    assertThat(Wire.bytes(new ShardAverage())).hasSizeLessThan(1024);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void endsByItselfWhenNumbersOverflow(int shards) {
    List<Tile> tiles = rows().tiles(Precision.DOUBLE, TILES);
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    MiniBatchDescent descent =
        new MiniBatchDescent(
            new StepRule(new Sgd(), new Constant(1e30)), 4, 3, 1, Metric.TRAIN_LOSS);
    Iterator<TrainingState> states =
        descent.states(risks(objective, tiles, shards), objective, descent.start(new double[4]));
    TrainingState last = states.next();
    while (states.hasNext()) {
      last = states.next();
    }
    assertThat(last.last().objective()).isNaN();
    assertThat(StoppingRule.divergence().verdict(last.history())).contains(StopReason.DIVERGED);
  }

  @Test
  void refusesWhatCannotBeAveraged() {
    assertThatThrownBy(() -> descent(new Sgd(), 4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("average-every must be >= 1, but was 0");
    assertThatThrownBy(() -> new ShardAverage().position())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no shard has a row");
    List<Tile> tiles = rows().tiles(Precision.DOUBLE, TILES);
    assertThatThrownBy(() -> LocalRisk.ofShard(objective(NETWORK), tiles, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tiles must be in the order of their index, but tile 1 is at 1");
  }

  private static Position position(double a, double b, double slot) {
    return new Position(new double[] {a, b}, new OptimizerState(3, new double[][] {{slot}}));
  }

  private static Rows rows() {
    return Rows.classification(8, 49, 3);
  }

  private static Objective objective(Linear network) {
    return new Objective(network, new Logistic(), new Ridge(0.1, network.layout().penalized()));
  }

  private static MiniBatchDescent descent(Optimizer optimizer, long batchSize, int every) {
    return new MiniBatchDescent(
        new StepRule(optimizer, new Constant(0.05)), batchSize, every, 9, Metric.TRAIN_LOSS);
  }

  private static Risks risks(Objective objective, List<Tile> tiles, int shards) {
    Optional<Shards> sharded =
        shards == 0 ? Optional.empty() : Optional.of(new LocalShards(tiles, shards));
    return new Risks(new LocalRisk(objective, tiles), Optional.empty(), sharded);
  }

  /** The state after some epochs; no shards means one sum a step. */
  private static TrainingState after(
      int epochs, MiniBatchDescent descent, Objective objective, List<Tile> tiles, int shards) {
    double[] start = objective.network().start(5);
    Iterator<TrainingState> states =
        descent.states(risks(objective, tiles, shards), objective, descent.start(start));
    TrainingState state = states.next();
    while (state.epoch() < epochs) {
      state = states.next();
    }
    return state;
  }

  private static byte[] bytes(TrainingState state) {
    return Wire.bytes(Wire.copy(state, TrainingState.class));
  }
}
