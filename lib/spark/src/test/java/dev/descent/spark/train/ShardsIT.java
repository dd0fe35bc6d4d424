package dev.descent.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.loss.Squared;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import dev.descent.network.Network;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.optimize.Adam;
import dev.descent.optimize.Constant;
import dev.descent.penalty.None;
import dev.descent.solve.LocalShards;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Risks;
import dev.descent.solve.Shards;
import dev.descent.solve.StepRule;
import dev.descent.solve.TrainingState;
import dev.descent.spark.data.TrainingData;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data shards on a cluster are those in one JVM, bit for bit. */
final class ShardsIT {
  private static final int SHARDS = 8;

  /** Seven tiles, so that one of eight shards has no row; large parameters are broadcast. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void equalTheLocalShards(int partitions) {
    Network large = new Mlp(3, List.of(1200), 1, Activation.RELU);
    assertThat(large.layout().size() * Double.BYTES).isGreaterThan(40_000);
    try (TrainingData data = RiskIT.prepare(RiskIT.ROWS, partitions, Precision.SINGLE)) {
      List<Tile> tiles = RiskIT.tiles(data);
      for (int depth = 1; depth <= 3; depth++) {
        Shards shards = new TiledShards(new TreeAggregate(data.train(), depth), SHARDS);
        Shards local = new LocalShards(tiles, SHARDS);
        assertThat(shards.rows()).isEqualTo(local.rows());
        Network network = depth == 2 ? large : new Linear(3, true);
        assertThat(end(network, tiles, shards)).isEqualTo(end(network, tiles, local));
      }
    }
  }

  @Test
  void shardsMustLieWholeInPartitions() {
    try (TrainingData data = RiskIT.prepare(RiskIT.ROWS, 3, Precision.SINGLE)) {
      assertThatThrownBy(() -> new TiledShards(new TreeAggregate(data.train(), 2), SHARDS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("8 shards do not lie whole in 3 partitions of tiles");
    }
  }

  private static double[] end(Network network, List<Tile> tiles, Shards shards) {
    Objective objective = new Objective(network, new Squared(), new None());
    MiniBatchDescent descent =
        new MiniBatchDescent(
            new StepRule(new Adam(0.9, 0.999, 1e-8), new Constant(0.01)),
            100,
            7,
            42,
            Metric.TRAIN_LOSS);
    Risks risks = new Risks(new LocalRisk(objective, tiles), Optional.empty(), Optional.of(shards));
    Iterator<TrainingState> states =
        descent.states(risks, objective, descent.start(network.start(1)));
    TrainingState state = states.next();
    while (state.epoch() < 1) {
      state = states.next();
    }
    return state.parameters();
  }
}
