package dev.descent.spark.data;

import dev.descent.data.HashOrder;
import dev.descent.data.Precision;
import dev.descent.data.Standardizer;
import dev.descent.data.Targets;
import dev.descent.data.Tile;
import dev.descent.encode.Encoding;
import dev.descent.math.RowScaling;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Where the rows of a buffer come from. */
@FunctionalInterface
interface RowFeed {
  /**
   * So many rows at a time that their features stay in a cache from their columns to their rows.
   */
  int ROWS = 128;

  /** Adds the next rows to a buffer that is not full; false if there is none. */
  boolean addNext(RowBuffer buffer);

  /** The rows of a table that are on {@code side}, encoded. */
  static RowFeed read(
      Iterator<InternalRow> rows, RowReader reader, Side side, HashOrderedTiles.Settings settings) {
    Wanted wanted = Wanted.of(reader, side, settings);
    Optional<NumberBlock> blocks = NumberBlock.of(rows, reader, settings.content().encoding());
    if (blocks.isPresent()) {
      return buffer -> addBlock(blocks.get(), wanted, buffer);
    }
    return buffer -> {
      while (rows.hasNext()) {
        if (wanted.add(rows.next(), buffer)) {
          return true;
        }
      }
      return false;
    };
  }

  /**
   * Which rows a task wants and how.
   *
   * @param scaling of dense features that are stored in single precision; null for others
   */
  record Wanted(
      RowReader reader,
      Side side,
      HashOrderedTiles.Settings settings,
      RowValues values,
      @Nullable RowScaling scaling) {

    static Wanted of(RowReader reader, Side side, HashOrderedTiles.Settings settings) {
      Encoding encoding = settings.content().encoding();
      boolean isScaled = !encoding.isSparse() && settings.plan().precision() == Precision.SINGLE;
      Standardizer standardizer = encoding.standardizer();
      return new Wanted(
          reader,
          side,
          settings,
          settings.content().room(),
          isScaled ? new RowScaling(standardizer.means(), standardizer.scales()) : null);
    }

    /** Adds a row if it is wanted and good. */
    boolean add(InternalRow row, RowBuffer buffer) {
      boolean found =
          reader.readSide(row, values)
              && values.side == side
              && reader.readValues(row, values)
              && values.weight > 0
              && settings.content().of(values);
      if (found) {
        settings.requireInRange(values);
        settings.order(values);
        buffer.add(values);
      }
      return found;
    }
  }

  private static boolean addBlock(NumberBlock block, Wanted wanted, RowBuffer buffer) {
    while (block.next(Math.min(ROWS, buffer.room()))) {
      int added = addInRows(block, wanted, buffer);
      if (added < 0) {
        added = addByColumns(block, wanted, buffer);
      }
      if (added > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds the rows that are wanted from where their numbers lie, and says how many; negative, and
   * none is added, if they do not lie so or one of them is not to be used as it is.
   */
  private static int addInRows(NumberBlock block, Wanted wanted, RowBuffer buffer) {
    RowScaling scaling = wanted.scaling;
    NumberLists.Numbers numbers = scaling == null ? null : block.inRows();
    if (scaling == null || numbers == null) {
      return -1;
    }
    RowValues values = wanted.values;
    int size = values.features.length;
    int put = 0;
    for (int i = 0; i < block.rows(); i++) {
      boolean good = block.readTarget(i, values);
      if (good && values.side == wanted.side && values.weight > 0) {
        wanted.settings.order(values);
        good = buffer.put(values, scaling, numbers.all(), numbers.from() + i * size);
        put++;
      }
      if (!good) {
        buffer.takeBack();
        return -1;
      }
    }
    buffer.addAllPut();
    return put;
  }

  /** Adds them column by column; rows that cannot be read so by themselves, which some can be. */
  private static int addByColumns(NumberBlock block, Wanted wanted, RowBuffer buffer) {
    RowValues values = wanted.values;
    BitSet others = new BitSet();
    for (int i = 0; i < block.rows(); i++) {
      if (!block.read(i, values)) {
        others.set(i);
      } else if (values.side == wanted.side && values.weight > 0) {
        block.choose(i, values);
        wanted.settings.order(values);
        buffer.put(values);
      }
    }
    addChosen(block, wanted, buffer);
    int added = block.size();
    for (int i = others.nextSetBit(0); i >= 0; i = others.nextSetBit(i + 1)) {
      added += wanted.add(block.row(i), buffer) ? 1 : 0;
    }
    return added;
  }

  private static void addChosen(NumberBlock block, Wanted wanted, RowBuffer buffer) {
    if (block.size() > 0) {
      block.standardize(wanted.settings.content().encoding().standardizer());
    }
    for (int j = 0; j < wanted.values.features.length; j++) {
      double[] column = block.feature(j);
      if (!buffer.putColumn(j, column)) {
        wanted.settings.requireInRange(j, column, block.size());
      }
    }
    buffer.addAllPut();
  }

  /** The rows of tiles, and every copy of a row under the hash of its own place. */
  static RowFeed spread(Iterator<OrderedTile> tiles, RowFormat format) {
    RowValues values = new RowValues(format.isSparse() ? 0 : format.columns());
    Iterator<RowFeed> rows =
        stream(tiles)
            .flatMap(tile -> Stream.concat(kept(tile, values), moved(tile, format)))
            .iterator();
    return buffer -> rows.hasNext() && rows.next().addNext(buffer);
  }

  private static Stream<RowFeed> kept(OrderedTile ordered, RowValues values) {
    Tile tile = ordered.tile().byRows();
    Targets targets = tile.all().targets();
    return IntStream.range(0, tile.rows())
        .mapToObj(
            i ->
                buffer -> {
                  if (tile.isSparse()) {
                    tile.copyRow(i, values.entries);
                  } else {
                    tile.copyRow(i, values.features);
                  }
                  values.label = targets.label(i);
                  values.weight = targets.weight(i);
                  values.hash = ordered.hash(i);
                  buffer.add(values);
                  return true;
                });
  }

  private static Stream<RowFeed> moved(OrderedTile ordered, RowFormat format) {
    return ordered.moved().stream()
        .flatMap(
            moved ->
                LongStream.range(moved.from, moved.to)
                    .mapToObj(
                        k ->
                            buffer -> {
                              long hash = HashOrder.copy(format.hash(moved.row, 0), k);
                              buffer.add(moved.row, 0, hash);
                              return true;
                            }));
  }

  private static Stream<OrderedTile> stream(Iterator<OrderedTile> tiles) {
    Iterable<OrderedTile> iterable = () -> tiles;
    return StreamSupport.stream(iterable.spliterator(), false);
  }
}
