package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.objective.GramSource;
import dev.descent.objective.LocalGram;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.objective.RememberedGram;
import dev.descent.objective.Risk;
import dev.descent.solve.LocalShards;
import dev.descent.solve.Shards;
import dev.descent.spark.data.HashOrderedTiles;
import java.util.List;
import java.util.Optional;

/**
 * What is summed over the tiles of a table, where that takes the least time: on the driver where
 * all tiles together are so few bytes that it is through them before a job has begun, else as
 * {@link TileSums} does. Sums are exact, so that all give the same bits.
 */
public final class TableSums {
  /** A driver goes through them in less than a millisecond, in which a task is hardly sent. */
  static final long DRIVER_BYTES = 1 << 20;

  private final TilePass pass;
  private final Optional<List<Tile>> here;
  private final GramSource gram;
  private final Optional<JointPasses> joint;

  private TableSums(
      TilePass pass, Optional<List<Tile>> here, GramSource gram, Optional<JointPasses> joint) {
    this.pass = pass;
    this.here = here;
    this.gram = gram;
    this.joint = joint;
  }

  /**
   * Over the tiles of {@code data}; few of them are brought to the driver.
   *
   * @param columns d, the number of features
   * @param depth of the trees that merge
   */
  public static TableSums of(HashOrderedTiles data, int columns, int depth) {
    Optional<List<Tile>> here =
        data.bytes() <= DRIVER_BYTES ? Optional.of(data.collect()) : Optional.empty();
    TileSums sums = TileSums.of(data, depth);
    GramSource gram =
        here.<GramSource>map(tiles -> new LocalGram(columns, tiles))
            .orElseGet(() -> new TiledGram(sums, columns));
    return new TableSums(new TilePass(sums), here, new RememberedGram(gram), Optional.empty());
  }

  /** The same for trainings that share {@code passes}. */
  TableSums sharing(JointPasses passes) {
    return new TableSums(pass, here, gram, Optional.of(passes));
  }

  /** Whether sums take passes over tiles that are stored by partitions. */
  boolean byPasses() {
    return here.isEmpty();
  }

  /** The risk of {@code objective} over all rows, for one thread. */
  public Risk risk(Objective objective) {
    if (here.isPresent()) {
      return new LocalRisk(objective, here.get());
    }
    return joint.isPresent() ? joint.get().risk(objective, pass) : new TiledRisk(objective, pass);
  }

  /** The rows in {@code count} data shards. */
  public Shards shards(int count) {
    return here.isPresent()
        ? new LocalShards(here.get(), count)
        : new TiledShards(pass.tiles(), count);
  }

  /** The products of the features, summed when they are first asked for. */
  public GramSource gram() {
    return gram;
  }
}
