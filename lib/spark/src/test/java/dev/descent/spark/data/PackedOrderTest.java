package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.descent.data.HashOrder;
import dev.descent.data.Precision;
import dev.descent.math.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed rows are sorted as a comparison of all their bytes would sort them. */
class PackedOrderTest {
  private static final RowFormat FORMAT = new RowFormat(2, Precision.SINGLE);

  /** With hashes of few bits, so that many are equal, down to all of them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 40, 64})
  void byHashThenByBytes(int bits) {
    SplitMix random = new SplitMix(bits);
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      rows.add(row(bits == 0 ? 0 : random.nextLong() >>> (64 - bits) << (64 - bits), random));
    }
    HashOrder order = new HashOrder(rows.size());
    PackedOrder packed = packed(chunks(rows));
    packed.sort(3 * 512, hash -> (int) order.place(hash, 512));
    assertThat(packed.size()).isEqualTo(rows.size());
    assertThat(shown(IntStream.range(0, rows.size()).mapToObj(packed::bytes)))
        .isEqualTo(
            shown(
                rows.stream()
                    .sorted(
                        (a, b) ->
                            Arrays.compareUnsigned(
                                a, RowFormat.HASH, a.length, b, RowFormat.HASH, b.length))));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(packed.hash(i)).isEqualTo(FORMAT.hash(packed.bytes(i), 0));
    }
  }

  @Test
  void noRowsHaveNoOrder() {
    PackedOrder packed = packed(List.of());
    packed.sort(4, hash -> 0);
    assertThat(packed.size()).isZero();
  }

  /** Those of a tile are forgotten for those of the next one. */
  @Test
  void rowsAreForgotten() {
    SplitMix random = new SplitMix(1);
    byte[] first = row(7, random);
    byte[] second = row(8, random);
    byte[] third = row(9, random);
    PackedOrder packed = packed(List.of(first, first, first));
    packed.sort(1, hash -> 0);
    packed.clear(List.of(third, second));
    packed.add(0, 0);
    packed.add(1, 0);
    packed.sort(1, hash -> 0);
    assertThat(packed.size()).isEqualTo(2);
    assertThat(packed.chunk(0)).isSameAs(second);
    assertThat(packed.hash(0)).isEqualTo(8);
    assertThat(packed.chunk(1)).isSameAs(third);
    assertThat(packed.hash(1)).isEqualTo(9);
  }

  /** Chunks give their rows tile by tile; one that does not would lose some. */
  @Test
  void rowsOutOfOrderAreRefused() {
    SplitMix random = new SplitMix(2);
    byte[] last = row(-1, random);
    byte[] first = row(0, random);
    HashOrder two = new HashOrder(2 * HashOrder.ROWS_A_TILE);
    PackedRows inOrder = new PackedRows(FORMAT, two);
    inOrder.add(joined(first, last));
    assertThat(tiles(inOrder)).containsExactly(1, 1);
    PackedRows rows = new PackedRows(FORMAT, two);
    rows.add(joined(last, first));
    assertThatIllegalStateException()
        .isThrownBy(() -> tiles(rows))
        .withMessage("a row of tile 0 came behind those of others");
  }

  /** Whatever chunks they lie in; the rows of a hash are numbered in the order of their bytes. */
  @Test
  void copiesOfARowMoveTogether() {
    SplitMix random = new SplitMix(3);
    byte[] one = row(5, random);
    byte[] other = row(5, random);
    FORMAT.setCopies(other, 0, 3);
    byte[] alone = row(6, random);
    PackedRows rows = new PackedRows(FORMAT, new HashOrder(10));
    rows.add(joined(joined(one, other), joined(alone, one)));
    rows.add(joined(one, other));
    OrderedTile tile = rows.tiles(0, 1).toList().get(0);
    assertThat(tile.tile().rows()).isEqualTo(2);
    boolean first =
        Arrays.compareUnsigned(one, RowFormat.HASH, one.length, other, RowFormat.HASH, other.length)
            < 0;
    assertThat(tile.moved()).hasSize(2);
    assertMoved(tile.moved().get(0), first ? one : other, 1, first ? 3 : 6);
    assertMoved(tile.moved().get(1), first ? other : one, first ? 3 : 6, 9);
  }

  private static void assertMoved(OrderedTile.Moved moved, byte[] row, long from, long to) {
    assertThat(moved.row).endsWith(Arrays.copyOfRange(row, RowFormat.HASH, row.length));
    assertThat(moved.from).isEqualTo(from);
    assertThat(moved.to).isEqualTo(to);
  }

  private static List<Integer> tiles(PackedRows rows) {
    List<Integer> sizes = new ArrayList<>();
    rows.tiles(0, 1).forEach(ordered -> sizes.add(ordered.tile().rows()));
    return sizes;
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static PackedOrder packed(List<byte[]> chunks) {
    PackedOrder packed = new PackedOrder(FORMAT);
    packed.clear(chunks);
    for (int c = 0; c < chunks.size(); c++) {
      for (int at = 0; at < chunks.get(c).length; at += FORMAT.stride()) {
        packed.add(c, at);
      }
    }
    return packed;
  }

  private static byte[] row(long hash, SplitMix random) {
    RowValues values = new RowValues(2);
    values.hash = hash;
    values.label = random.nextInt(2);
    values.weight = 1;
    values.features[0] = random.nextInt(3);
    values.features[1] = random.nextNormal();
    byte[] bytes = new byte[FORMAT.stride()];
    FORMAT.write(bytes, 0, values);
    return bytes;
  }

  /** Of one row, then two, then three and so on. */
  private static List<byte[]> chunks(List<byte[]> rows) {
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0, size = 1; from < rows.size(); from += size++) {
      List<byte[]> some = rows.subList(from, Math.min(from + size, rows.size()));
      byte[] chunk = new byte[some.size() * FORMAT.stride()];
      for (int i = 0; i < some.size(); i++) {
        System.arraycopy(some.get(i), 0, chunk, i * FORMAT.stride(), FORMAT.stride());
      }
      chunks.add(chunk);
    }
    return chunks;
  }

  private static List<String> shown(Stream<byte[]> rows) {
    return rows.map(HexFormat.of()::formatHex).toList();
  }
}
