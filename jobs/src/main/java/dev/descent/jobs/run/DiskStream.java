package dev.descent.jobs.run;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSError;

/**
 * A stream to a file, of which every failure is an IOException.
 *
 * <p>Hadoop's stream to a local disk throws an Error where the disk is full, past all who expect
 * that a file cannot be written.
 */
final class DiskStream extends OutputStream {
  @FunctionalInterface
  private interface Operation {
    void run() throws IOException;
  }

  private final OutputStream out;

  DiskStream(OutputStream out) {
    this.out = out;
  }

  private static void perform(Operation operation) throws IOException {
    try {
      operation.run();
    } catch (FSError e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException told ? told : new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void write(int one) throws IOException {
    perform(() -> out.write(one));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    perform(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    perform(out::flush);
  }

  @Override
  public void close() throws IOException {
    perform(out::close);
  }
}
