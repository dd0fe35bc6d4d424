package dev.descent.spark.train;

import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.objective.Windows;
import dev.descent.spark.data.HashOrderedTiles;
import java.util.List;
import java.util.function.Function;

/** The risk over cached tiles. A mini-batch takes only the partitions that hold its tiles. */
public final class TiledRisk implements Risk {
  private final Objective objective;
  private final Windows windows;
  private final Function<TilePass.Point, LossGradient> sum;

  /** Of {@code objective} over {@code tiles}. */
  public TiledRisk(Objective objective, TileSums tiles) {
    this(objective, new TilePass(tiles));
  }

  TiledRisk(Objective objective, TilePass pass) {
    this(objective, pass.data(), point -> pass.at(List.of(point)).get(0));
  }

  /** Points are summed over {@code data} by {@code sum}. */
  TiledRisk(
      Objective objective, HashOrderedTiles data, Function<TilePass.Point, LossGradient> sum) {
    this.objective = objective;
    this.windows = new Windows(data.rows());
    this.sum = sum;
  }

  @Override
  public long rows() {
    return windows.rows();
  }

  @Override
  public LossGradient at(double[] parameters, MiniBatch batch) {
    return sum(parameters, batch, true);
  }

  @Override
  public double lossAt(double[] parameters) {
    return sum(parameters, all(), false).meanLoss();
  }

  private LossGradient sum(double[] parameters, MiniBatch batch, boolean withGradient) {
    return sum.apply(new TilePass.Point(objective, parameters, windows.of(batch), withGradient));
  }
}
