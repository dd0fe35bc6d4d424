package dev.descent.jobs.bench;

import dev.descent.math.SplitMix;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** IDX files that tests write. */
public final class IdxFiles {
  private static final int SIDE = 4;
  private static final int CLASSES = 10;

  private IdxFiles() {}

  /** A gzipped file of a magic number, sizes and values, which need not go together. */
  static Path write(Path file, int magic, int[] sizes, byte[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
        out.writeInt(magic);
        for (int size : sizes) {
          out.writeInt(size);
        }
        out.write(values);
      }
      return Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The four files of MNIST with small images that are easy to tell apart: digit k has pixel k
   * bright, the others dim.
   */
  public static void writeDigits(Path folder, int train, int test) {
    writeDigits(folder, "train", train);
    writeDigits(folder, "t10k", test);
  }

  private static void writeDigits(Path folder, String part, int rows) {
    int pixels = SIDE * SIDE;
    byte[] images = new byte[rows * pixels];
    byte[] labels = new byte[rows];
    SplitMix random = SplitMix.forPurpose(1, part, 0);
    for (int i = 0; i < rows; i++) {
      labels[i] = (byte) (i % CLASSES);
      for (int j = 0; j < pixels; j++) {
        images[i * pixels + j] = (byte) (j == labels[i] ? 255 : random.nextInt(64));
      }
    }
    int[] shape = {rows, SIDE, SIDE};
    write(folder.resolve(part + "-images-idx3-ubyte.gz"), 0x803, shape, images);
    write(folder.resolve(part + "-labels-idx1-ubyte.gz"), 0x801, new int[] {rows}, labels);
  }
}
