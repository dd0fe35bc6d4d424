package dev.descent.jobs.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** One folder of a Hadoop file system, with the few operations that runs and models need. */
public final class Storage implements AutoCloseable {
  private final FileSystem files;
  private final Path root;

  private Storage(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /** The folder {@code path}, which need not exist. */
  public static Storage at(String path, Configuration hadoop) {
    try {
      Path root = new Path(path);
      // An instance of one's own, because checksum files beside every file are switched off on it.
      FileSystem files = LocalDisk.inPlaceOf(FileSystem.newInstance(root.toUri(), hadoop));
      files.setWriteChecksum(false);
      return new Storage(files, root);
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /** The path of {@code name} as people read it: without "file:" on the local disk. */
  public String show(String name) {
    return at(name).toString();
  }

  /** Creates the folder {@code name}. */
  public void createFolder(String name) {
    try {
      if (!files.mkdirs(at(name))) {
        throw new IOException("the file system refuses it");
      }
    } catch (IOException e) {
      throw new StorageException(
          "cannot create the folder "
              + show(name)
              + ": "
              + reason(e)
              + "; check the path and its permissions",
          e);
    }
  }

  /** Writes a whole new file. */
  public void write(String name, byte[] content) {
    try (OutputStream out = create(name)) {
      out.write(content);
    } catch (IOException e) {
      throw new StorageException("cannot write " + show(name) + ": " + reason(e), e);
    }
  }

  /** Writes a new file that is there with all of {@code content} or not at all. */
  public void writeWhole(String name, byte[] content) {
    String unfinished = "." + name + ".unfinished";
    try {
      write(unfinished, content);
      if (!files.rename(at(unfinished), at(name))) {
        throw new IOException("the file system refuses it");
      }
    } catch (IOException e) {
      delete(unfinished);
      throw new StorageException("cannot write " + show(name) + ": " + reason(e), e);
    } catch (StorageException e) {
      delete(unfinished);
      throw e;
    }
  }

  /** Removes {@code name}, a file or a folder with all in it, if it exists. */
  public void delete(String name) {
    try {
      files.delete(at(name), true);
    } catch (IOException e) {
      throw new StorageException("cannot remove " + show(name) + ": " + reason(e), e);
    }
  }

  /** Opens a new file for writing; the folders above it are created. */
  public OutputStream create(String name) throws IOException {
    return new DiskStream(files.create(at(name), false));
  }

  /** Opens a file for reading. */
  public InputStream open(String name) throws IOException {
    return files.open(at(name));
  }

  /** The names in the folder {@code name}, in ascending order; none if it does not exist. */
  public List<String> list(String name) {
    try {
      Path folder = at(name);
      List<String> names = new ArrayList<>();
      if (files.exists(folder)) {
        for (FileStatus status : files.listStatus(folder)) {
          names.add(status.getPath().getName());
        }
      }
      names.sort(null);
      return names;
    } catch (IOException e) {
      throw new StorageException("cannot list " + show(name) + ": " + reason(e), e);
    }
  }

  /** Whether {@code name} exists. */
  public boolean exists(String name) {
    try {
      return files.exists(at(name));
    } catch (IOException e) {
      throw new StorageException("cannot look up " + show(name) + ": " + reason(e), e);
    }
  }

  private Path at(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new StorageException("cannot close the file system of " + root + ": " + reason(e), e);
    }
  }
}
