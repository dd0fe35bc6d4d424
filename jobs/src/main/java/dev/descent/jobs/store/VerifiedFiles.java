package dev.descent.jobs.store;

import dev.descent.jobs.run.StorageException;
import dev.descent.model.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Files of checkpoints, none of which is believed before it has been read. */
final class VerifiedFiles {
  private static final int BUFFER = 1 << 16;

  private final StoreFiles files;

  VerifiedFiles(StoreFiles files) {
    this.files = files;
  }

  /**
   * Makes a file and reads it again.
   *
   * @throws StorageException if it cannot be made, or does not read as it was written
   * @throws LostRaceException if there is another one of that name
   */
  void put(String name, byte[] content) {
    try {
      boolean made = files.putIfAbsent(name, content);
      if (!reads(name, content)) {
        throw made
            ? new StorageException(files.show(name) + " does not read as it was written")
            : new LostRaceException(
                "another program has written the checkpoint "
                    + files.show(name)
                    + "; run one at a time, or give each its own training.checkpoint.directory");
      }
    } catch (IOException e) {
      throw new StorageException(
          "cannot write the checkpoint "
              + files.show(name)
              + ": "
              + e.getMessage()
              + "; the one before it is kept: make room or set another"
              + " training.checkpoint.directory, and start the same command again",
          e);
    }
  }

  /** Whether the file is this one; its content may be long, so it is not held in memory again. */
  private boolean reads(String name, byte[] content) throws IOException {
    byte[] part = new byte[BUFFER];
    int compared = 0;
    try (InputStream in = files.open(name)) {
      int read = in.readNBytes(part, 0, BUFFER);
      while (read > 0 && read <= content.length - compared) {
        if (!Arrays.equals(part, 0, read, content, compared, compared + read)) {
          return false;
        }
        compared += read;
        read = in.readNBytes(part, 0, BUFFER);
      }
      return read == 0 && compared == content.length;
    }
  }

  /**
   * The content of a file.
   *
   * @throws ModelException if it is not the one of {@code mark}
   */
  byte[] verified(String name, FileMark mark) throws IOException {
    try {
      byte[] content = bytes(name, mark.bytes() + 1);
      if (FileMark.of(content).equals(mark)) {
        return content;
      }
    } catch (FileNotFoundException e) {
      throw new ModelException(files.show(name) + " is gone", e);
    }
    throw new ModelException(
        files.show(name) + " is not what was written; it is damaged or was changed");
  }

  /** The content of a file, of which {@code most} bytes are of interest. */
  byte[] bytes(String name, long most) throws IOException {
    try (InputStream in = files.open(name)) {
      return in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8));
    }
  }
}
