package dev.descent.jobs.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * The naive ways of making a file where there is none, to which races must show: on HDFS a look and
 * then a rename, elsewhere Hadoop's creation without overwriting.
 */
final class NaiveFiles extends PassingFiles {
  private final Path root;
  private final PutIfAbsent way;

  NaiveFiles(Place place) throws IOException {
    super(HadoopFiles.at(at(place), Writers.ONE, place.hadoop()));
    Configuration hadoop = place.hadoop();
    root = new Path(at(place));
    way = "hdfs".equals(root.toUri().getScheme()) ? renaming(hadoop) : creating(hadoop);
  }

  private static String at(Place place) {
    return place.root() + "/job";
  }

  private PutIfAbsent creating(Configuration hadoop) throws IOException {
    FileSystem system = FileSystem.newInstance(root.toUri(), hadoop);
    system.setWriteChecksum(false);
    return (target, content) -> {
      try (OutputStream out = system.create(target, false)) {
        out.write(content);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    };
  }

  private PutIfAbsent renaming(Configuration hadoop) throws IOException {
    FileContext system = FileContext.getFileContext(root.toUri(), hadoop);
    return (target, content) -> {
      if (system.util().exists(target)) {
        return false;
      }
      Path temporary = PutIfAbsent.temporary(target);
      try (OutputStream out =
          system.create(
              temporary, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
        out.write(content);
      }
      system.rename(temporary, target, Options.Rename.OVERWRITE);
      return true;
    };
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    return way.put(new Path(root, name), content);
  }
}
