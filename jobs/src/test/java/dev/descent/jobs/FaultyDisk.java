package dev.descent.jobs;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A local disk, under the scheme {@code faulty}, one operation of which fails. */
public final class FaultyDisk extends RawLocalFileSystem {
  /** What happens at the operation that fails. */
  enum Fault {
    /** It is not done. */
    BEFORE,
    /** It is done, but the answer is an error. */
    AFTER
  }

  private static final URI ROOT = URI.create("faulty:///");
  private static int operationsLeft = -1;
  private static Fault fault = Fault.BEFORE;

  /** The operation after {@code operations} others fails, on every such disk; none if negative. */
  static void fail(int operations, Fault how) {
    operationsLeft = operations;
    fault = how;
  }

  /** Whether the operation that is to fail is still to come. */
  static boolean isArmed() {
    return operationsLeft >= 0;
  }

  /** Settings that know this disk. */
  static Configuration settings() {
    Configuration settings = new Configuration(false);
    settings.set("fs.faulty.impl", FaultyDisk.class.getName());
    return settings;
  }

  @FunctionalInterface
  private interface Operation<T> {
    T run() throws IOException;
  }

  private static <T> T counted(Operation<T> operation) throws IOException {
    boolean fails = operationsLeft == 0;
    operationsLeft = Math.max(-1, operationsLeft - 1);
    if (fails && fault == Fault.BEFORE) {
      throw new IOException("the disk is gone");
    }
    T done = operation.run();
    if (fails) {
      throw new IOException("the disk is gone");
    }
    return done;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataOutputStream create(Path file, boolean overwrite) throws IOException {
    return counted(() -> super.create(file, overwrite));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return counted(() -> super.rename(from, to));
  }

  @Override
  public FSDataInputStream open(Path file) throws IOException {
    return counted(() -> super.open(file));
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    return counted(() -> super.listStatus(folder));
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return counted(() -> super.exists(file));
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    return counted(() -> super.delete(file, recursive));
  }
}
