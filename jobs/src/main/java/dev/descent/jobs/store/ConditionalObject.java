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
 * is there then tells. A server may also know nothing of conditions and replace what is there, so
 * before the first object a probe is uploaded twice, and the second one must be refused.
 */
final class ConditionalObject implements PutIfAbsent {
  private static final byte[] NOTHING = {};

  private final FileSystem files;
  private boolean isProbed;

  ConditionalObject(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean put(Path target, byte[] content) throws IOException {
    if (!isProbed) {
      probe(PutIfAbsent.temporary(target));
      isProbed = true;
    }
    return upload(target, content);
  }

  /** Refuses a server on which two writers could not be kept apart, before anything is there. */
  private void probe(Path probe) throws IOException {
    try {
      upload(probe, NOTHING);
      if (upload(probe, NOTHING)) {
        throw new IOException(
            "the server uploads an object over one that is there although it is told not to"
                + " (If-None-Match); use one that can, or set output.store.single-writer = true"
                + " on another file system");
      }
    } finally {
      files.delete(probe, false);
    }
  }

  private boolean upload(Path target, byte[] content) throws IOException {
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
