package dev.descent.jobs.store;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/** Making a whole file where there is none, in the way that is safe on one kind of file system. */
@FunctionalInterface
interface PutIfAbsent {
  /** As {@link StoreFiles#putIfAbsent}, with a path of the file system. */
  boolean put(Path target, byte[] content) throws IOException;

  /** Whether {@code name} is that of a file on its way to {@link #put}. */
  static boolean isTemporary(String name) {
    return name.startsWith(".") && name.endsWith(".tmp");
  }

  /** A name beside {@code target} that nobody else writes and no listing takes for a file. */
  static Path temporary(Path target) {
    return new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".tmp");
  }
}
