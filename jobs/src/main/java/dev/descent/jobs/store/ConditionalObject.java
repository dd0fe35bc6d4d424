package dev.descent.jobs.store;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * On S3A: an object is made when its stream is closed, on the condition that there is none
 * (If-None-Match), which the store itself checks.
 *
 * <p>As {@code must}, so that a connector without it, or one where it is switched off, refuses.
 * What went wrong while closing may be that condition, or an answer that was lost: the object that
 * is there then tells.
 */
final class ConditionalObject implements PutIfAbsent {
  private final FileSystem files;

  ConditionalObject(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean put(Path target, byte[] content) throws IOException {
    FSDataOutputStream out = open(target);
    try {
      out.write(content);
    } catch (IOException e) {
      out.abort();
      throw e;
    }
    try {
      out.close();
      return true;
    } catch (IOException e) {
      if (files.exists(target)) {
        return false;
      }
      throw e;
    }
  }

  private FSDataOutputStream open(Path target) throws IOException {
    try {
      return (FSDataOutputStream)
          files
              .createFile(target)
              .must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true)
              .build();
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new IOException(
          "conditional creation is not available ("
              + e.getMessage()
              + "); leave fs.s3a.create.conditional.enabled on, with Hadoop 3.4.2 or newer",
          e);
    }
  }
}
