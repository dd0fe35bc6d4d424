package dev.descent.spark.data;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.math.SplitMix;
import dev.descent.spark.rdd.Partitions;
import dev.descent.spark.ship.Shipped;
import dev.descent.spark.source.DataException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of one side of a table as cached tiles in hash order.
 *
 * <p>One exchange brings packed rows to the partition of their tile (tile mod partitions), where
 * they are sorted and equal rows are merged. Only if a row has copies does a second one send the
 * k-th copy to its own place, hash(hash, k).
 */
public final class HashOrderedTiles implements AutoCloseable {
  private final JavaRDD<Tile> tiles;
  private final JavaRDD<?> cached;

  /** Tiles that get lost are made again. */
  private final Shipped<Settings> settings;

  private final int[] rows;
  private final long bytes;

  private HashOrderedTiles(
      JavaRDD<OrderedTile> cached, Shipped<Settings> settings, int[] rows, long bytes) {
    this.tiles = Partitions.each(cached, OrderedTile::tile);
    this.cached = cached;
    this.settings = settings;
    this.rows = rows;
    this.bytes = bytes;
  }

  /**
   * How tiles are made.
   *
   * @param content what stands in them
   * @param labels how labels are read
   * @param plan of how many rows, in which precision and layout
   * @param seed of the hash order
   */
  public record Settings(TileContent content, LabelReader labels, TilePlan plan, long seed)
      implements Serializable {

    private Shipped<Settings> shipped(SparkContext context) {
      long numbers = 3L * content.encoding().features().size();
      return Shipped.by(Shipped.Way.of(context, numbers), context, this);
    }

    /** Puts the place in the order and the weight in training where hash and weight are. */
    void order(RowValues row) {
      row.hash = SplitMix.combine(seed, row.hash);
      row.weight *= labels.classWeight(row.label);
    }

    /**
     * Checks that the precision has a number for everything that stands in tiles for a row.
     *
     * @throws DataException that names the first feature without
     */
    void requireInRange(RowValues row) {
      if (plan.precision() == Precision.DOUBLE) {
        return;
      }
      if (content.encoding().isSparse()) {
        for (int e = 0; e < row.entries.size(); e++) {
          requireInRange(row.entries.place(e), row.entries.value(e));
        }
        return;
      }
      for (int j = 0; j < row.features.length; j++) {
        requireInRange(j, row.features[j]);
      }
    }

    /** The same of one feature of {@code count} rows. */
    void requireInRange(int feature, double[] column, int count) {
      for (int k = 0; k < count; k++) {
        requireInRange(feature, column[k]);
      }
    }

    private void requireInRange(int feature, double value) {
      if (Float.isInfinite((float) value)) {
        throw new DataException(
            "feature "
                + content.encoding().features().get(feature)
                + " reaches "
                + value
                + ", more than float32 holds; set training.precision = double or features.standardize = true");
      }
    }
  }

  /**
   * Reads, encodes, orders and caches the rows of {@code side}.
   *
   * @throws DataException if the table no longer has as many as planned; the job fails with one as
   *     a cause, see {@link DataException#in}, if a feature is too large for the precision
   */
  public static HashOrderedTiles of(Table table, Side side, Settings settings) {
    Shipped<Settings> shipped = settings.shipped(table.rows().sparkSession().sparkContext());
    boolean made = false;
    try {
      HashOrderedTiles tiles = of(table, side, shipped);
      made = true;
      return tiles;
    } finally {
      if (!made) {
        shipped.close();
      }
    }
  }

  private static HashOrderedTiles of(Table table, Side side, Shipped<Settings> shipped) {
    Settings settings = shipped.value();
    TilePlan plan = settings.plan();
    RowReader reader = table.reader(settings.labels(), settings.content().encoding().expansion());
    Assembly assembly = new Assembly(settings.content().format(plan.precision()), plan);
    JavaRDD<Tuple2<Integer, byte[]>> packed =
        Partitions.map(
            table.internalRows(),
            rows -> assembly.packed(RowFeed.read(rows, reader, side, shipped.value())));
    try (Exchange exchange = assembly.exchange(packed.context())) {
      JavaRDD<OrderedTile> distinct =
          assembly.tiles(packed, exchange).persist(StorageLevel.MEMORY_AND_DISK());
      List<TileSize> sizes = assembly.sizes(distinct);
      if (sizes.stream().allMatch(size -> size.moved == 0)) {
        return of(distinct, sizes, table, shipped);
      }
      JavaRDD<OrderedTile> all =
          assembly.spread(distinct, exchange).persist(StorageLevel.MEMORY_AND_DISK());
      sizes = assembly.sizes(all);
      distinct.unpersist(false);
      return of(all, sizes, table, shipped);
    }
  }

  private static HashOrderedTiles of(
      JavaRDD<OrderedTile> all, List<TileSize> sizes, Table table, Shipped<Settings> shipped) {
    TilePlan plan = shipped.value().plan();
    long count = plan.rows();
    int[] rows = new int[plan.order().tiles()];
    sizes.forEach(size -> rows[size.index] = size.rows);
    long found = Arrays.stream(rows).asLongStream().sum();
    if (found != count) {
      all.unpersist(false);
      throw new DataException(
          table.where()
              + ": the table changed while it was read ("
              + count
              + " rows, then "
              + found
              + "); run again when nobody writes to it");
    }
    long bytes = sizes.stream().mapToLong(TileSize::bytes).sum();
    return new HashOrderedTiles(all, shipped, rows, bytes);
  }

  /** The tiles; tile t is in partition t mod partitions. */
  public JavaRDD<Tile> tiles() {
    return tiles;
  }

  /** All tiles, brought to the driver, in the order of their index. */
  public List<Tile> collect() {
    return tiles.collect().stream().sorted(Comparator.comparingInt(Tile::index)).toList();
  }

  /**
   * The tiles of a partition where this JVM stores them, in memory or on disk; empty where it does
   * not. Spark keeps them there until the last one has been read.
   */
  public Optional<Iterator<Tile>> stored(int partition) {
    Option<BlockResult> stored =
        SparkEnv.get().blockManager().getLocalValues(new RDDBlockId(cached.id(), partition));
    return stored.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CollectionConverters.asJava(
                stored.get().data().map(ordered -> ((OrderedTile) ordered).tile())));
  }

  /** About how many bytes all tiles hold in memory. */
  public long bytes() {
    return bytes;
  }

  /** How many rows each tile has, by its index. */
  public int[] rows() {
    return rows.clone();
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    cached.unpersist(false);
    settings.close();
  }

  /** How rows become tiles: a value that travels with the tasks. */
  private record Assembly(RowFormat format, TilePlan plan) implements Serializable {

    /** Of all rows of one side. */
    Exchange exchange(SparkContext context) {
      return Exchange.of(
          plan.partitions(),
          context.isLocal(),
          format.bytes(plan),
          StorageMemory.freeBytes(context));
    }

    JavaRDD<OrderedTile> tiles(JavaRDD<Tuple2<Integer, byte[]>> packed, Exchange exchange) {
      return Partitions.numbered(exchange.bring(packed).toJavaRDD(), this::tiles);
    }

    private Iterator<OrderedTile> tiles(int partition, Iterator<Tuple2<Integer, byte[]>> chunks) {
      PackedRows rows = new PackedRows(format, plan.order());
      chunks.forEachRemaining(chunk -> rows.add(chunk._2()));
      TilePlan.Layout layout = plan.width().layout();
      return rows.tiles(partition, plan.partitions()).map(tile -> tile.in(layout)).iterator();
    }

    Iterator<Tuple2<Integer, byte[]>> packed(RowFeed feed) {
      return new Packing(feed, new RowBuffer(format, plan.order(), plan.partitions()));
    }

    /** Sends the copies of rows to their places and builds the tiles anew with them. */
    JavaRDD<OrderedTile> spread(JavaRDD<OrderedTile> distinct, Exchange exchange) {
      return tiles(
          Partitions.map(distinct, tiles -> packed(RowFeed.spread(tiles, format))), exchange);
    }

    /** Of every tile. */
    List<TileSize> sizes(JavaRDD<OrderedTile> tiles) {
      return Partitions.collect(tiles, TileSize::numbers).stream()
          .flatMap(Stream::of)
          .map(TileSize::of)
          .toList();
    }
  }

  /**
   * What the driver has to know of a tile.
   *
   * @param moved how many of its rows have copies elsewhere
   */
  private record TileSize(int index, int rows, int moved, long bytes) {

    static TileSize of(long[] numbers) {
      return new TileSize((int) numbers[0], (int) numbers[1], (int) numbers[2], numbers[3]);
    }

    /** Those of some tiles as they travel: Kryo has no records. */
    static long[][] numbers(Iterator<OrderedTile> tiles) {
      List<long[]> numbers = new ArrayList<>();
      tiles.forEachRemaining(
          ordered -> {
            Tile tile = ordered.tile();
            numbers.add(
                new long[] {tile.index(), tile.rows(), ordered.moved().size(), tile.bytes()});
          });
      return numbers.toArray(long[][]::new);
    }
  }
}
