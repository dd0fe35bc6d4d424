package dev.descent.jobs.store;

import dev.descent.jobs.run.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder of a Hadoop file system, with the way to put files there that its kind is safe for. */
final class HadoopFiles implements StoreFiles {
  private final FileSystem files;
  private final Path root;
  private final PutIfAbsent way;

  private HadoopFiles(FileSystem files, Path root, PutIfAbsent way) {
    this.files = files;
    this.root = root;
    this.way = way;
  }

  /** The folder {@code path}, which need not exist. */
  static HadoopFiles at(String path, Writers writers, Configuration hadoop) throws IOException {
    Path given = new Path(path);
    // An instance of one's own, because checksum files beside every file are switched off on it.
    FileSystem files = FileSystem.newInstance(given.toUri(), hadoop);
    files.setWriteChecksum(false);
    return new HadoopFiles(files, given, way(files, writers));
  }

  /** By the very class: one that only looks like it may promise less. */
  static PutIfAbsent way(FileSystem files, Writers writers) throws IOException {
    String kind = files.getClass().getName();
    return switch (kind) {
      case "org.apache.hadoop.fs.LocalFileSystem", "org.apache.hadoop.fs.RawLocalFileSystem" ->
          new LinkedFile();
      case "org.apache.hadoop.hdfs.DistributedFileSystem" ->
          new RenamedFile(FileContext.getFileContext(files.getUri(), files.getConf()));
      case "org.apache.hadoop.fs.s3a.S3AFileSystem" -> new ConditionalObject(files);
      default ->
          writers == Writers.ONE
              ? new SoleWriterFile(files)
              : (target, content) -> {
                throw refusal(target, kind);
              };
    };
  }

  private static StorageException refusal(Path target, String kind) {
    return new StorageException(
        "output.store.path: cannot write "
            + target
            + ": on "
            + kind
            + " two writers at once could not be kept apart; use a local disk, HDFS or S3A, or set"
            + " output.store.single-writer = true if only one program writes at a time");
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    return way.put(files.makeQualified(at(name)), content);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return files.open(at(name));
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try {
      return Stream.of(files.listStatus(at(folder)))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public void deleteFolder(String folder) throws IOException {
    files.delete(at(folder), true);
  }

  @Override
  public void delete(String name) throws IOException {
    files.delete(at(name), false);
  }

  @Override
  public String show(String name) {
    return at(name).toString();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private Path at(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }
}
