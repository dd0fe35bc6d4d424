package dev.descent.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.penalty.None;
import dev.descent.solve.LocalShards;
import dev.descent.spark.TestRows;
import dev.descent.spark.TestSession;
import dev.descent.spark.data.ClassWeights;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.FeatureRules;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.Target;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.ship.SameJvm;
import dev.descent.spark.ship.Shipped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.BlockInfoManager;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** The distributed risk is the local one over the same tiles, bit for bit. */
final class RiskIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType)
          .add("c", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType)
          .add("w", DataTypes.DoubleType);

  /** Seven tiles, so that of eight partitions one is empty. */
  static final List<Row> ROWS = rows(6500);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void equalsTheLocalRisk(int partitions) {
    try (TrainingData data = prepare(ROWS, partitions, Precision.DOUBLE)) {
      assertThat(data.train().tiles().glom().filter(List::isEmpty).count())
          .isEqualTo(partitions == 8 ? 1 : 0);
      for (int depth = 1; depth <= 3; depth++) {
        assertSame(data, new Squared(), depth, new MiniBatch(0, 6500));
        assertSame(data, new Logistic(), depth, new MiniBatch(0, 6500));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void miniBatchesMayCrossTheBordersOfTiles(Precision precision) {
    try (TrainingData data = prepare(ROWS, 3, precision)) {
      long border = data.train().rows()[0];
      Stream.of(
              new MiniBatch(0, 1),
              new MiniBatch(border - 1, border),
              new MiniBatch(border, border + 1),
              new MiniBatch(border - 1, border + 1),
              new MiniBatch(10, 5000),
              new MiniBatch(6499, 6500))
          .forEach(batch -> assertSame(data, new Squared(), 2, batch));
    }
  }

  /** Small parameters too, for once. */
  @ParameterizedTest
  @EnumSource
  void parametersGetThereOnEveryWay(Shipped.Way way) {
    try (TrainingData data = prepare(ROWS, 3, Precision.DOUBLE)) {
      Objective objective = objective(data, new Squared());
      TilePass pass = new TilePass(new TreeAggregate(data.train(), 2));
      Risk distributed =
          new TiledRisk(objective, data.train(), point -> pass.at(List.of(point), way).get(0));
      assertSame(distributed, new LocalRisk(objective, tiles(data)), new MiniBatch(10, 5000));
    }
    assertThat(SameJvm.size()).isZero();
  }

  /** Rows of 3 features in float64: the first are 150 kB, the others more than 1 MiB. */
  @Test
  void fewBytesAreSummedOnTheDriverWithTheSameBits() {
    try (TrainingData few = prepare(ROWS, 3, Precision.DOUBLE);
        TrainingData more = prepare(rows(45_000), 3, Precision.DOUBLE)) {
      Objective objective = objective(few, new Logistic());
      TableSums small = TableSums.of(few.train(), 3, 2);
      assertThat(small.risk(objective)).isInstanceOf(LocalRisk.class);
      assertThat(small.shards(6)).isInstanceOf(LocalShards.class);
      MiniBatch batch = new MiniBatch(10, 5000);
      assertSame(
          new TiledRisk(objective, new TreeAggregate(few.train(), 2)),
          small.risk(objective),
          batch);
      TableSums large = TableSums.of(more.train(), 3, 2);
      assertThat(large.risk(objective)).isInstanceOf(TiledRisk.class);
      assertThat(large.shards(6)).isInstanceOf(TiledShards.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void threadsOfTheDriverSumWithTheSameBits(int partitions) {
    try (TrainingData data = prepare(ROWS, partitions, Precision.DOUBLE)) {
      TileSums sums = TileSums.of(data.train(), 2);
      assertThat(sums).isInstanceOf(ThreadSums.class);
      Objective objective = objective(data, new Logistic());
      Risk threads = new TiledRisk(objective, sums);
      Risk local = new LocalRisk(objective, tiles(data));
      assertThat(
              jobs(
                  () -> {
                    assertSame(threads, local, threads.all());
                    assertSame(threads, local, new MiniBatch(10, 5000));
                    assertSame(threads, local, new MiniBatch(6499, 6500));
                  }))
          .isZero();
    }
  }

  /** A job makes them again, and the next pass needs none. */
  @Test
  void tilesThatAreNotStoredAnyMoreAreMadeAgain() {
    try (TrainingData data = prepare(ROWS, 3, Precision.DOUBLE)) {
      Objective objective = objective(data, new Logistic());
      Risk threads = new TiledRisk(objective, TileSums.of(data.train(), 2));
      Risk local = new LocalRisk(objective, tiles(data));
      SparkEnv.get().blockManager().removeBlock(stored(data, 1), true);
      assertThat(jobs(() -> assertSame(threads, local, threads.all()))).isOne();
      assertThat(jobs(() -> assertSame(threads, local, threads.all()))).isZero();
    }
  }

  /** Not before the other threads have ended: they too keep Spark from giving the memory back. */
  @Test
  void whatFailsInAThreadFailsInThePass() {
    try (TrainingData data = prepare(ROWS, 3, Precision.DOUBLE)) {
      TileSums sums = TileSums.of(data.train(), 2);
      assertThatThrownBy(() -> sums.all(new Failing()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("fails on purpose");
      BlockInfoManager locks = SparkEnv.get().blockManager().blockInfoManager();
      for (int partition = 0; partition < 3; partition++) {
        RDDBlockId block = stored(data, partition);
        assertThat(locks.lockForWriting(block, false).isDefined()).isTrue();
        locks.unlock(block, Option.empty());
      }
    }
  }

  /** Who has none of its own left takes those of a partition that another one is at. */
  @Test
  void tilesOfAPartitionAreSharedByWhoTakesAny() {
    try (TrainingData data = prepare(ROWS, 2, Precision.DOUBLE);
        StoredTiles tiles = new StoredTiles(data.train(), List.of(0, 1))) {
      Iterator<Tile> slow = tiles.any();
      Iterator<Tile> fast = tiles.any();
      List<Integer> first = List.of(slow.next().index(), fast.next().index());
      assertThat(first).containsExactly(0, 1);
      List<Integer> others = new ArrayList<>();
      fast.forEachRemaining(tile -> others.add(tile.index()));
      assertThat(others).containsExactlyInAnyOrder(2, 3, 4, 5, 6);
      assertThat(slow.hasNext()).isFalse();
      assertThatThrownBy(slow::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void wholePartitionsAreNotShared() {
    try (TrainingData data = prepare(ROWS, 2, Precision.DOUBLE);
        StoredTiles tiles = new StoredTiles(data.train(), List.of(0, 1))) {
      Iterator<Tile> even = tiles.partition().orElseThrow();
      assertThat(even.next().index()).isZero();
      Iterator<Tile> odd = tiles.partition().orElseThrow();
      assertThat(odd).toIterable().extracting(Tile::index).containsExactly(1, 3, 5);
      assertThat(tiles.partition()).isEmpty();
      assertThat(even).toIterable().extracting(Tile::index).containsExactly(2, 4, 6);
    }
  }

  @Test
  void thereAreNoTilesAfterTheEnd() {
    try (TrainingData data = prepare(ROWS, 2, Precision.DOUBLE);
        StoredTiles tiles = new StoredTiles(data.train(), List.of(0, 1))) {
      Iterator<Tile> any = tiles.any();
      any.next();
      tiles.end();
      assertThat(any.hasNext()).isFalse();
      assertThat(tiles.partition()).isEmpty();
      assertThat(tiles.areStored()).isTrue();
    }
  }

  private static RDDBlockId stored(TrainingData data, int partition) {
    RDD<Tile> tiles = data.train().tiles().rdd();
    return new RDDBlockId(tiles.dependencies().head().rdd().id(), partition);
  }

  /** The first thread fails at once, the others a while later. */
  private static final class Failing extends TileTask<String> {
    private static final long serialVersionUID = 1L;
    private final AtomicBoolean isFirst = new AtomicBoolean(true);

    @Override
    String over(Iterator<Tile> tiles) {
      if (!isFirst.getAndSet(false)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      }
      throw new IllegalStateException("it fails on purpose at " + tiles.next().index());
    }

    @Override
    String zero() {
      return "";
    }

    @Override
    String join(String sum, String part) {
      return sum + part;
    }
  }

  @Test
  void jobsSumWhereASessionAsksForThem() {
    RuntimeConfig settings = TestSession.spark().conf();
    try (TrainingData data = prepare(ROWS, 3, Precision.DOUBLE)) {
      settings.set(TileSums.PASSES, TileSums.JOBS);
      assertThat(TileSums.of(data.train(), 2)).isInstanceOf(TreeAggregate.class);
      settings.set(TileSums.PASSES, "tasks");
      assertThatThrownBy(() -> TileSums.of(data.train(), 2))
          .hasMessage("spark.descent.passes must be threads or jobs, but was tasks");
    } finally {
      settings.unset(TileSums.PASSES);
    }
  }

  /** How many jobs {@code work} takes. */
  private static int jobs(Runnable work) {
    SparkContext spark = TestSession.spark().sparkContext();
    String group = UUID.randomUUID().toString();
    spark.setJobGroup(group, group, false);
    try {
      work.run();
      return spark.statusTracker().getJobIdsForGroup(group).length;
    } finally {
      spark.clearJobGroup();
    }
  }

  /** Two trainings ask three and two times for a sum and a loss: six jobs instead of ten. */
  @Test
  void trainingsShareTheirPassesWithTheSameBits() {
    try (TrainingData data = prepare(ROWS, 3, Precision.DOUBLE)) {
      Objective[] objectives = {objective(data, new Squared()), objective(data, new Logistic())};
      JointPasses passes = new JointPasses(2);
      TilePass pass = new TilePass(new TreeAggregate(data.train(), 2));
      List<Tile> tiles = tiles(data);
      SparkContext spark = data.train().tiles().context();
      String group = "trainingsShareTheirPasses";
      spark.setJobGroup(group, group, false);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      List<Future<?>> both = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        int training = t;
        both.add(
            threads.submit(
                () -> {
                  Risk joint = passes.risk(objectives[training], pass);
                  Risk local = new LocalRisk(objectives[training], tiles);
                  for (int step = 0; step < 3 - training; step++) {
                    assertSame(joint, local, new MiniBatch(10 + 700 * training, 5000 + step));
                  }
                  passes.leave();
                }));
      }
      threads.shutdown();
      both.forEach(training -> assertThatCode(training::get).doesNotThrowAnyException());
      spark.clearJobGroup();
      assertThat(spark.statusTracker().getJobIdsForGroup(group)).hasSize(6);
    }
  }

  private static void assertSame(TrainingData data, Loss loss, int depth, MiniBatch batch) {
    Objective objective = objective(data, loss);
    assertSame(
        new TiledRisk(objective, new TreeAggregate(data.train(), depth)),
        new LocalRisk(objective, tiles(data)),
        batch);
  }

  private static void assertSame(Risk distributed, Risk local, MiniBatch batch) {
    double[] parameters = {0.5, -1, 3, 0.1};
    assertThat(distributed.rows()).isEqualTo(local.rows());
    LossGradient expected = local.at(parameters, batch);
    LossGradient found = distributed.at(parameters, batch);
    assertThat(found.weight()).isEqualTo(expected.weight()).isPositive();
    assertThat(found.meanLoss()).isEqualTo(expected.meanLoss()).isPositive();
    assertThat(found.meanGradient()).isEqualTo(expected.meanGradient());
    assertThat(distributed.lossAt(parameters))
        .isEqualTo(local.at(parameters, local.all()).meanLoss());
  }

  private static Objective objective(TrainingData data, Loss loss) {
    int features = data.encoding().features().size();
    return new Objective(new Linear(features, true), loss, new None());
  }

  static List<Tile> tiles(TrainingData data) {
    return data.train().collect();
  }

  static TrainingData prepare(List<Row> rows, int partitions, Precision precision) {
    Columns columns =
        new Columns(List.of("a", "b", "c"), Optional.of("y"), Optional.of("w"), List.of());
    return TrainingData.prepare(
        new Table(
            "data.train", TestRows.table(SCHEMA, rows, 2), columns, new Split.All(Side.TRAIN)),
        new TrainingData.Settings(
            new Target.Numbers(),
            TrainingData.Scaling.CENTRED,
            FeatureRules.of(1, Polynomial.none()),
            new ClassWeights.Equal(),
            TrainingData.Tiles.of(precision, partitions),
            42,
            2));
  }

  private static List<Row> rows(int n) {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(
          RowFactory.create(
              random.nextGaussian(),
              100 + random.nextGaussian(),
              random.nextDouble(),
              (double) random.nextInt(2),
              0.5 + random.nextDouble()));
    }
    return rows;
  }
}
