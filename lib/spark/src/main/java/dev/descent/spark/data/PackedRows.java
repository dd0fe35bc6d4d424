package dev.descent.spark.data;

import dev.descent.data.HashOrder;
import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.math.SparsePanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The packed rows that arrived at one partition, sorted and cut into its tiles. */
final class PackedRows {
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

  /** The tiles {@code partition}, {@code partition + partitions}, .., some of them empty. */
  Iterator<OrderedTile> tiles(int partition, int partitions) {
    int tiles = order.tiles() > partition ? (order.tiles() - partition - 1) / partitions + 1 : 0;
    List<long[]> rowsOfTile = byTile(tiles, partitions);
    List<OrderedTile> out = new ArrayList<>(tiles);
    for (int k = 0; k < tiles; k++) {
      out.add(tile(partition + k * partitions, rowsOfTile.get(k)));
    }
    return out.iterator();
  }

  /** For every tile its rows, each as chunk number and offset in one long. */
  private List<long[]> byTile(int tiles, int partitions) {
    int[] counts = new int[tiles];
    forEachRow(
        (chunk, at) -> counts[order.tile(format.hash(chunks.get(chunk), at)) / partitions]++);
    List<long[]> rows = new ArrayList<>(tiles);
    for (int k = 0; k < tiles; k++) {
      rows.add(new long[counts[k]]);
    }
    int[] filled = new int[tiles];
    forEachRow(
        (chunk, at) -> {
          int k = order.tile(format.hash(chunks.get(chunk), at)) / partitions;
          rows.get(k)[filled[k]++] = ((long) chunk << Integer.SIZE) | at;
        });
    return rows;
  }

  private interface RowVisitor {
    void visit(int chunk, int at);
  }

  private void forEachRow(RowVisitor visitor) {
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      byte[] bytes = chunks.get(chunk);
      for (int at = 0; at < bytes.length; at += format.length(bytes, at)) {
        visitor.visit(chunk, at);
      }
    }
  }

  private OrderedTile tile(int index, long[] rows) {
    MergeSort.sort(rows, this::compare);
    int kept = 0;
    List<OrderedTile.Moved> moved = new ArrayList<>();
    for (int i = 0; i < rows.length; ) {
      long first = rows[i];
      long number = 0;
      // The rows of one hash are numbered in their order; number 0 stays, the others move on.
      for (; i < rows.length && hash(rows[i]) == hash(first); i++) {
        long copies = format.copies(chunk(rows[i]), at(rows[i]));
        long from = Math.max(number, 1);
        number += copies;
        if (from < number) {
          moved.add(new OrderedTile.Moved(bytes(rows[i]), from, number));
        }
      }
      rows[kept++] = first;
    }
    return built(index, Arrays.copyOf(rows, kept), moved);
  }

  private OrderedTile built(int index, long[] rows, List<OrderedTile.Moved> moved) {
    int n = rows.length;
    long[] hashes = new long[n];
    double[] labels = new double[n];
    double[] weights = new double[n];
    boolean weighted = false;
    for (int i = 0; i < n; i++) {
      byte[] bytes = chunk(rows[i]);
      int at = at(rows[i]);
      hashes[i] = format.hash(bytes, at);
      labels[i] = format.label(bytes, at);
      weights[i] = format.weight(bytes, at);
      weighted |= weights[i] != 1;
    }
    Tile.Features features = format.isSparse() ? sparse(rows) : dense(rows);
    Tile tile = Tile.of(index, features, labels, weighted ? weights : new double[0]);
    return new OrderedTile(tile, hashes, moved);
  }

  private Tile.Features dense(long[] rows) {
    int n = rows.length;
    int d = format.columns();
    float[] singles = new float[format.precision() == Precision.SINGLE ? n * d : 0];
    double[] doubles = new double[format.precision() == Precision.DOUBLE ? n * d : 0];
    for (int i = 0; i < n; i++) {
      byte[] bytes = chunk(rows[i]);
      int at = at(rows[i]);
      for (int j = 0; j < d; j++) {
        if (singles.length > 0) {
          singles[j * n + i] = format.single(bytes, at, j);
        } else {
          doubles[j * n + i] = format.feature(bytes, at, j);
        }
      }
    }
    return singles.length > 0 ? Tile.Features.of(d, singles) : Tile.Features.of(d, doubles);
  }

  private Tile.Features sparse(long[] rows) {
    int[] starts = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], format.entries(chunk(rows[i]), at(rows[i])));
    }
    int all = starts[rows.length];
    int[] places = new int[all];
    float[] singles = new float[format.precision() == Precision.SINGLE ? all : 0];
    double[] doubles = new double[format.precision() == Precision.DOUBLE ? all : 0];
    for (int i = 0; i < rows.length; i++) {
      byte[] bytes = chunk(rows[i]);
      int at = at(rows[i]);
      int count = starts[i + 1] - starts[i];
      for (int e = 0; e < count; e++) {
        places[starts[i] + e] = format.place(bytes, at, e);
        if (format.precision() == Precision.SINGLE) {
          singles[starts[i] + e] = format.singleEntry(bytes, at, count, e);
        } else {
          doubles[starts[i] + e] = format.entry(bytes, at, count, e);
        }
      }
    }
    SparsePanel.Entries entries = new SparsePanel.Entries(starts, places);
    return Tile.Features.of(
        format.precision() == Precision.SINGLE
            ? SparsePanel.of(format.columns(), entries, singles)
            : SparsePanel.of(format.columns(), entries, doubles));
  }

  /** By hash, then by the bytes of the encoded row: any fixed order of equal hashes will do. */
  private int compare(long a, long b) {
    int from = RowFormat.HASH;
    return Arrays.compareUnsigned(chunk(a), at(a) + from, end(a), chunk(b), at(b) + from, end(b));
  }

  private long hash(long row) {
    return format.hash(chunk(row), at(row));
  }

  private byte[] bytes(long row) {
    return Arrays.copyOfRange(chunk(row), at(row), end(row));
  }

  private int end(long row) {
    return at(row) + format.length(chunk(row), at(row));
  }

  private byte[] chunk(long row) {
    return chunks.get((int) (row >>> Integer.SIZE));
  }

  private static int at(long row) {
    return (int) row;
  }
}
