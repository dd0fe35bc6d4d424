package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

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
    PackedOrder packed =
        new PackedOrder(FORMAT, chunks(rows), 3 * 512, hash -> (int) order.place(hash, 512));
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
    for (int tile = 0; tile < 3; tile++) {
      for (int i = packed.start(tile * 512); i < packed.start((tile + 1) * 512); i++) {
        assertThat(order.tile(packed.hash(i))).isEqualTo(tile);
      }
    }
  }

  @Test
  void noRowsHaveNoOrder() {
    PackedOrder packed = new PackedOrder(FORMAT, List.of(), 4, hash -> 0);
    assertThat(packed.start(4)).isZero();
  }

  private static byte[] row(long hash, SplitMix random) {
    RowReader.Values values = new RowReader.Values(2);
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
