package dev.descent.jobs.store;

import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * On HDFS: a temporary file that is on the disks of its data nodes, then a rename that does not
 * replace, which the name node does in one step.
 */
final class RenamedFile implements PutIfAbsent {
  private final FileContext files;

  RenamedFile(FileContext files) {
    this.files = files;
  }

  @Override
  public boolean put(Path target, byte[] content) throws IOException {
    Path temporary = PutIfAbsent.temporary(target);
    try {
      write(temporary, content);
      files.rename(temporary, target, Options.Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException e) {
      files.delete(temporary, false);
      return false;
    }
  }

  private void write(Path file, byte[] content) throws IOException {
    try (FSDataOutputStream out =
        files.create(file, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
      out.write(content);
      out.hsync();
    }
  }
}
