package dev.descent.spark.train;

import dev.descent.spark.data.HashOrderedTiles;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** Sums over the cached tiles of a table, with the same bits whoever adds them. */
public interface TileSums {
  /** Setting of a session: who sums where threads of the driver could. */
  String PASSES = "spark.descent.passes";

  /** They do. */
  String THREADS = "threads";

  /** Jobs of Spark do, which its pages show. */
  String JOBS = "jobs";

  /**
   * By threads of the driver where its JVM stores all tiles, as with a local master, else by jobs.
   *
   * @param depth of the trees that merge
   * @throws IllegalArgumentException if {@link #PASSES} is neither {@code jobs} nor {@code threads}
   */
  static TileSums of(HashOrderedTiles data, int depth) {
    TreeAggregate jobs = new TreeAggregate(data, depth);
    if (!data.tiles().context().isLocal()) {
      return jobs;
    }
    String passes = SparkSession.active().conf().get(PASSES, THREADS);
    return switch (passes) {
      case JOBS -> jobs;
      case THREADS -> ThreadSums.of(jobs);
      default ->
          throw new IllegalArgumentException(
              PASSES + " must be threads or jobs, but was " + passes);
    };
  }

  /** What the sums are of. */
  HashOrderedTiles data();

  /** The sum over the tiles of some partitions. */
  <T> T over(List<Integer> partitions, TileTask<T> task);

  /** The sum over the tiles of all partitions. */
  default <T> T all(TileTask<T> task) {
    return over(IntStream.range(0, partitions()).boxed().toList(), task);
  }

  /** That over the tiles {@code first} to {@code last}: tile t is in partition t mod partitions. */
  default <T> T between(int first, int last, TileTask<T> task) {
    int partitions = partitions();
    List<Integer> touched =
        IntStream.rangeClosed(first, last)
            .limit(partitions)
            .map(tile -> tile % partitions)
            .sorted()
            .boxed()
            .toList();
    return over(touched, task);
  }

  private int partitions() {
    return data().tiles().getNumPartitions();
  }
}
