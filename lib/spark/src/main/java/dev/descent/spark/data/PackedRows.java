package dev.descent.spark.data;

import dev.descent.data.HashOrder;
import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.math.SparsePanel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The packed rows that arrived at one partition, sorted and cut into its tiles. */
final class PackedRows {
  /** Places of a tile in which its rows are sorted. */
  private static final int PLACES = 512;

  private final RowFormat format;
  private final HashOrder order;
  private final List<byte[]> chunks = new ArrayList<>();

  PackedRows(RowFormat format, HashOrder order) {
    this.format = format;
    this.order = order;
  }

  void add(byte[] chunk) {
    chunks.add(chunk);
  }

  /**
   * The tiles {@code partition}, {@code partition + partitions}, .., some of them empty, each made
   * when it is asked for, from the rows of every chunk that come next.
   *
   * @throws IllegalStateException if the rows of a chunk are not in the order of their tiles
   */
  Stream<OrderedTile> tiles(int partition, int partitions) {
    int tiles = order.tiles() > partition ? (order.tiles() - partition - 1) / partitions + 1 : 0;
    PackedOrder rows = new PackedOrder(format);
    int[] next = new int[chunks.size()];
    return IntStream.range(0, tiles)
        .mapToObj(
            k -> {
              int index = partition + k * partitions;
              collect(index, next, rows);
              return tile(index, rows);
            });
  }

  private void collect(int index, int[] next, PackedOrder rows) {
    rows.clear(chunks);
    for (int c = 0; c < next.length; c++) {
      byte[] chunk = chunks.get(c);
      int at = next[c];
      for (int tile; at < chunk.length; at += format.length(chunk, at)) {
        tile = order.tile(format.hash(chunk, at));
        if (tile < index) {
          throw new IllegalStateException("a row of tile " + tile + " came behind those of others");
        }
        if (tile > index) {
          break;
        }
        rows.add(c, at);
      }
      next[c] = at;
    }
    long first = (long) index * PLACES;
    rows.sort(PLACES, hash -> (int) (order.place(hash, PLACES) - first));
  }

  private OrderedTile tile(int index, PackedOrder rows) {
    int to = rows.size();
    int[] kept = new int[to];
    int n = 0;
    List<OrderedTile.Moved> moved = new ArrayList<>();
    for (int i = 0; i < to; ) {
      kept[n++] = i;
      long hash = rows.hash(i);
      long number = 0;
      // The rows of one hash are numbered in their order; number 0 stays, the others move on.
      while (i < to && rows.hash(i) == hash) {
        int row = i;
        long first = Math.max(number, 1);
        for (; i < to && rows.areEqual(row, i); i++) {
          number += format.copies(rows.chunk(i), rows.at(i));
        }
        if (first < number) {
          moved.add(new OrderedTile.Moved(rows.bytes(row), first, number));
        }
      }
    }
    int[] all = IntStream.of(kept).limit(n).toArray();
    Tile tile = new TileRows(format, rows, all).tile(index);
    return new OrderedTile(tile, IntStream.of(all).mapToLong(rows::hash).toArray(), moved);
  }

  /** Some of the rows, to become a tile. */
  private record TileRows(RowFormat format, PackedOrder rows, int[] at) {

    Tile tile(int index) {
      double[] labels = new double[at.length];
      double[] weights = new double[at.length];
      boolean weighted = false;
      for (int i = 0; i < at.length; i++) {
        labels[i] = format.label(rows.chunk(at[i]), rows.at(at[i]));
        weights[i] = format.weight(rows.chunk(at[i]), rows.at(at[i]));
        weighted |= weights[i] != 1;
      }
      Tile.Features features =
          format.isSparse()
              ? sparse()
              : format.precision() == Precision.SINGLE ? singles() : doubles();
      return Tile.of(index, features, labels, weighted ? weights : new double[0]);
    }

    private Tile.Features singles() {
      int n = at.length;
      float[] values = new float[Math.multiplyExact(n, format.columns())];
      int whole = n - n % 4;
      for (int i = 0; i < whole; i += 4) {
        copyFour(i, values);
      }
      for (int i = whole; i < n; i++) {
        byte[] bytes = rows.chunk(at[i]);
        int row = rows.at(at[i]);
        for (int j = 0; j < format.columns(); j++) {
          values[j * n + i] = format.single(bytes, row, j);
        }
      }
      return Tile.Features.of(format.columns(), values);
    }

    /** Copies four rows at once, so that each column is gone to once for all of them. */
    private void copyFour(int i, float[] values) {
      byte[] first = rows.chunk(at[i]);
      byte[] second = rows.chunk(at[i + 1]);
      byte[] third = rows.chunk(at[i + 2]);
      byte[] fourth = rows.chunk(at[i + 3]);
      int atFirst = rows.at(at[i]);
      int atSecond = rows.at(at[i + 1]);
      int atThird = rows.at(at[i + 2]);
      int atFourth = rows.at(at[i + 3]);
      for (int j = 0; j < format.columns(); j++) {
        int to = j * at.length + i;
        values[to] = format.single(first, atFirst, j);
        values[to + 1] = format.single(second, atSecond, j);
        values[to + 2] = format.single(third, atThird, j);
        values[to + 3] = format.single(fourth, atFourth, j);
      }
    }

    private Tile.Features doubles() {
      int n = at.length;
      double[] values = new double[Math.multiplyExact(n, format.columns())];
      for (int i = 0; i < n; i++) {
        byte[] bytes = rows.chunk(at[i]);
        int row = rows.at(at[i]);
        for (int j = 0; j < format.columns(); j++) {
          values[j * n + i] = format.feature(bytes, row, j);
        }
      }
      return Tile.Features.of(format.columns(), values);
    }

    private Tile.Features sparse() {
      int[] starts = new int[at.length + 1];
      for (int i = 0; i < at.length; i++) {
        int count = format.entries(rows.chunk(at[i]), rows.at(at[i]));
        starts[i + 1] = Math.addExact(starts[i], count);
      }
      int all = starts[at.length];
      int[] places = new int[all];
      float[] singles = new float[format.precision() == Precision.SINGLE ? all : 0];
      double[] doubles = new double[format.precision() == Precision.DOUBLE ? all : 0];
      for (int i = 0; i < at.length; i++) {
        byte[] bytes = rows.chunk(at[i]);
        int row = rows.at(at[i]);
        int count = starts[i + 1] - starts[i];
        for (int e = 0; e < count; e++) {
          places[starts[i] + e] = format.place(bytes, row, e);
          if (format.precision() == Precision.SINGLE) {
            singles[starts[i] + e] = format.singleEntry(bytes, row, count, e);
          } else {
            doubles[starts[i] + e] = format.entry(bytes, row, count, e);
          }
        }
      }
      SparsePanel.Entries entries = new SparsePanel.Entries(starts, places);
      return Tile.Features.of(
          format.precision() == Precision.SINGLE
              ? SparsePanel.of(format.columns(), entries, singles)
              : SparsePanel.of(format.columns(), entries, doubles));
    }
  }
}
