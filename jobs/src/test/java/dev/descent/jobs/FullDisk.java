package dev.descent.jobs;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** The file system {@code full:}, a disk on which there is room for so many files and no more. */
public final class FullDisk extends RawLocalFileSystem {
  private static final URI NAME = URI.create("full:///");
  private static final AtomicInteger ROOM = new AtomicInteger();

  /** Makes it known, with room for {@code files} new files. */
  static void withRoom(int files, Configuration hadoop) {
    hadoop.set("fs.full.impl", FullDisk.class.getName());
    ROOM.set(files);
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return "full";
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    requireRoom();
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  private static void requireRoom() throws IOException {
    if (ROOM.getAndDecrement() <= 0) {
      throw new IOException("No space left on device");
    }
  }
}
