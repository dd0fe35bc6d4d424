package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;

/** Packed rows arrive as they were, and what is cut off is no end. */
class ChunkSerializerTest {
  private static final List<Tuple2<Integer, byte[]>> PAIRS =
      List.of(
          new Tuple2<>(0, new byte[] {1, -1, 0}),
          new Tuple2<>(Integer.MAX_VALUE, new byte[0]),
          new Tuple2<>(0x12F4F6F8, new byte[100_000]));

  private final SerializerInstance serializer = new ChunkSerializer().newInstance();

  @Test
  void pairsArriveAsTheyWere() {
    Iterator<Tuple2<Object, Object>> arrived = read(new ByteArrayInputStream(written()));
    for (Tuple2<Integer, byte[]> pair : PAIRS) {
      Tuple2<Object, Object> found = arrived.next();
      assertThat(found._1()).isEqualTo(pair._1());
      assertThat((byte[]) found._2()).isEqualTo(pair._2());
    }
    assertThat(arrived.hasNext()).isFalse();
    assertThat(read(InputStream.nullInputStream()).hasNext()).isFalse();
  }

  @Test
  void aPairThatIsCutOffIsAnError() {
    byte[] all = written();
    for (int length : new int[] {1, 3, 4, 7, 9, 10, all.length - 1}) {
      Iterator<Tuple2<Object, Object>> arrived =
          read(new ByteArrayInputStream(Arrays.copyOf(all, length)));
      assertThatThrownBy(() -> arrived.foreach(pair -> pair))
          .hasRootCauseInstanceOf(EOFException.class);
    }
  }

  /** Spark sorts by partition what is written, without reading it. */
  @Test
  void pairsMayBePutInAnotherOrder() {
    byte[] all = written();
    int first = 4 + 4 + PAIRS.get(0)._2().length;
    byte[] moved = Arrays.copyOfRange(all, first, all.length + first);
    System.arraycopy(all, 0, moved, all.length - first, first);
    Iterator<Tuple2<Object, Object>> arrived = read(new ByteArrayInputStream(moved));
    for (int k : new int[] {1, 2, 0}) {
      Tuple2<Object, Object> found = arrived.next();
      assertThat(found._1()).isEqualTo(PAIRS.get(k)._1());
      assertThat((byte[]) found._2()).isEqualTo(PAIRS.get(k)._2());
    }
    assertThat(arrived.hasNext()).isFalse();
    assertThat(new ChunkSerializer().supportsRelocationOfSerializedObjects()).isTrue();
  }

  private byte[] written() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SerializationStream stream = serializer.serializeStream(out);
    PAIRS.forEach(
        pair ->
            stream
                .writeKey(pair._1(), ClassTag.apply(Integer.class))
                .writeValue(pair._2(), ClassTag.apply(byte[].class)));
    stream.close();
    return out.toByteArray();
  }

  private Iterator<Tuple2<Object, Object>> read(InputStream in) {
    return serializer.deserializeStream(in).asKeyValueIterator();
  }
}
