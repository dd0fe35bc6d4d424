package dev.descent.jobs.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Vectors of numbers as files: one after the other as little-endian doubles, cut where a file would
 * grow too long to be held in memory beside them.
 */
final class NumberFiles {
  private final int most;

  /** Of the last time: making a new one that large over and over costs those who share the heap. */
  private byte[] buffer = new byte[0];

  /** In files of {@code most} numbers. */
  NumberFiles(int most) {
    this.most = most;
  }

  /** Gives the content of each file to {@code sink}, which must be done with it when it returns. */
  void write(Collection<double[]> vectors, Consumer<byte[]> sink) {
    byte[] content = buffer(vectors.stream().mapToLong(vector -> vector.length).sum());
    DoubleBuffer numbers = numbers(content);
    for (double[] vector : vectors) {
      for (int done = 0; done < vector.length; ) {
        int count = Math.min(vector.length - done, numbers.remaining());
        numbers.put(vector, done, count);
        done += count;
        if (!numbers.hasRemaining()) {
          sink.accept(content);
          numbers.clear();
        }
      }
    }
    if (numbers.position() > 0) {
      sink.accept(Arrays.copyOf(content, Double.BYTES * numbers.position()));
    }
  }

  private byte[] buffer(long numbers) {
    int bytes = Double.BYTES * (int) Math.min(most, numbers);
    buffer = buffer.length == bytes ? buffer : new byte[bytes];
    return buffer;
  }

  /** Takes the contents of files in their order and fills vectors. */
  static final class Reader {
    private final Deque<DoubleBuffer> open = new ArrayDeque<>();

    /** Of {@code vectors}, which have together as many numbers as the files. */
    Reader(Collection<double[]> vectors) {
      vectors.stream().filter(v -> v.length > 0).map(DoubleBuffer::wrap).forEach(open::add);
    }

    void read(byte[] content) {
      DoubleBuffer numbers = numbers(content);
      while (numbers.hasRemaining()) {
        DoubleBuffer vector = open.element();
        int count = Math.min(numbers.remaining(), vector.remaining());
        vector.put(numbers.slice(numbers.position(), count));
        numbers.position(numbers.position() + count);
        if (!vector.hasRemaining()) {
          open.remove();
        }
      }
    }
  }

  private static DoubleBuffer numbers(byte[] content) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
  }
}
