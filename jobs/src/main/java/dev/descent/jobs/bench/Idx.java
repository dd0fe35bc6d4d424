package dev.descent.jobs.bench;

import dev.descent.spark.source.DataException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * An array of unsigned bytes as an IDX file holds it: two zero bytes, the type 8, the number of
 * dimensions, each size as a big-endian int32, then the bytes with the last index fastest.
 *
 * <p>Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits, 1998.
 *
 * @param sizes of the dimensions
 * @param values all of them
 */
record Idx(int[] sizes, byte[] values) {
  private static final int UNSIGNED_BYTES = 8;

  Idx {
    long wanted = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
    if (wanted != values.length) {
      throw new IllegalArgumentException(
          Arrays.toString(sizes) + " are " + wanted + " values, but there are " + values.length);
    }
  }

  /** How many numbers each entry of the first dimension has. */
  int width() {
    return sizes[0] == 0 ? 0 : values.length / sizes[0];
  }

  /**
   * Reads the gzipped {@code file} of {@code dimensions} dimensions.
   *
   * @throws DataException if the file is missing, of another kind, or shorter or longer than it
   *     says
   */
  static Idx read(Path file, int dimensions) {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file + ": there is no such file");
    }
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
      int[] sizes = sizes(in, file, dimensions);
      return new Idx(sizes, values(in, file, sizes));
    } catch (EOFException e) {
      throw new DataException(file + ": the file ends inside its header; fetch it again", e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static int[] sizes(DataInputStream in, Path file, int dimensions) throws IOException {
    int magic = in.readInt();
    int wanted = UNSIGNED_BYTES << Byte.SIZE | dimensions;
    if (magic != wanted) {
      throw new DataException(
          String.format(
              "%s: begins with %08x, but an IDX file of bytes in %d dimensions with %08x",
              file, magic, dimensions, wanted));
    }
    int[] sizes = new int[dimensions];
    for (int k = 0; k < dimensions; k++) {
      sizes[k] = in.readInt();
      if (sizes[k] < 0) {
        throw new DataException(file + ": dimension " + k + " has the size " + sizes[k]);
      }
    }
    return sizes;
  }

  /** Takes room only for what is there, whatever the header says. */
  private static byte[] values(DataInputStream in, Path file, int[] sizes) throws IOException {
    long wanted = 1;
    for (int size : sizes) {
      wanted = Math.min(wanted * size, Integer.MAX_VALUE);
    }
    byte[] values = in.readNBytes((int) wanted);
    if (values.length < wanted || in.read() >= 0) {
      throw new DataException(
          String.format(
              "%s: %s values where the header says %s; fetch it again",
              file,
              values.length < wanted ? values.length : "more than " + wanted,
              Arrays.toString(sizes)));
    }
    return values;
  }
}
