package dev.descent.spark.data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * Carries packed rows through a shuffle: the partition (4 bytes), how many bytes follow (4), and
 * they.
 *
 * <p>Java's serialization remembers the last hundred objects in case they come again, which is all
 * that a task packs.
 */
final class ChunkSerializer extends Serializer implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public SerializerInstance newInstance() {
    return new Instance();
  }

  /** Pairs know nothing of one another, so Spark may sort them by partition as they are. */
  @Override
  public boolean supportsRelocationOfSerializedObjects() {
    return true;
  }

  private static IllegalStateException onlyPairs() {
    return new IllegalStateException("only pairs of a partition and its packed rows travel here");
  }

  private static final class Instance extends SerializerInstance {
    @Override
    public <T> ByteBuffer serialize(T value, ClassTag<T> type) {
      throw onlyPairs();
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassTag<T> type) {
      throw onlyPairs();
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> type) {
      throw onlyPairs();
    }

    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new Writing(new DataOutputStream(out));
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new Reading(new DataInputStream(in));
    }
  }

  private static final class Writing extends SerializationStream {
    private final DataOutputStream out;

    Writing(DataOutputStream out) {
      this.out = out;
    }

    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> type) {
      throw onlyPairs();
    }

    @Override
    public <T> SerializationStream writeKey(T partition, ClassTag<T> type) {
      return done(() -> out.writeInt((Integer) partition));
    }

    @Override
    public <T> SerializationStream writeValue(T packed, ClassTag<T> type) {
      byte[] bytes = (byte[]) packed;
      return done(
          () -> {
            out.writeInt(bytes.length);
            out.write(bytes);
          });
    }

    @Override
    public void flush() {
      done(out::flush);
    }

    @Override
    public void close() {
      done(out::close);
    }

    private interface Write {
      void run() throws IOException;
    }

    private Writing done(Write write) {
      try {
        write.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return this;
    }
  }

  private static final class Reading extends DeserializationStream {
    private final DataInputStream in;

    Reading(DataInputStream in) {
      this.in = in;
    }

    @Override
    public <T> T readObject(ClassTag<T> type) {
      throw onlyPairs();
    }

    @Override
    public scala.collection.Iterator<Tuple2<Object, Object>> asKeyValueIterator() {
      return CollectionConverters.asScala(new Pairs(in));
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Pairs implements Iterator<Tuple2<Object, Object>> {
    private final DataInputStream in;

    /** The first byte of the next pair; negative at the end. */
    private int first;

    Pairs(DataInputStream in) {
      this.in = in;
      this.first = first();
    }

    private int first() {
      try {
        int found = in.read();
        if (found < 0) {
          in.close();
        }
        return found;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      return first >= 0;
    }

    /** A pair that ends too early is an error and not the end. */
    @Override
    public Tuple2<Object, Object> next() {
      if (first < 0) {
        throw new NoSuchElementException("no more packed rows");
      }
      try {
        int partition = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        byte[] packed = new byte[in.readInt()];
        in.readFully(packed);
        first = first();
        return new Tuple2<>(partition, packed);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
