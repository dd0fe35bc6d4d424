package dev.descent.jobs.store;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * On any other file system, whose user says that one program writes at a time: a look whether the
 * file is there, a temporary file, a rename. Two writers at once would lose an entry of the log.
 */
final class SoleWriterFile implements PutIfAbsent {
  private final FileSystem files;

  SoleWriterFile(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean put(Path target, byte[] content) throws IOException {
    if (files.exists(target)) {
      return false;
    }
    Path temporary = PutIfAbsent.temporary(target);
    try (OutputStream out = files.create(temporary, false)) {
      out.write(content);
    }
    if (!files.rename(temporary, target)) {
      throw new IOException("the file system refuses to rename " + temporary);
    }
    return true;
  }
}
