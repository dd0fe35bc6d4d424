package dev.descent.jobs.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk as Hadoop sees it, which sets the permissions of a new file by itself: Hadoop
 * starts the program chmod for each where it has no native library.
 */
final class LocalDisk extends RawLocalFileSystem {
  /** {@code files}, or the same on this where they are Hadoop's own, which are then closed. */
  static FileSystem inPlaceOf(FileSystem files) throws IOException {
    if (files.getClass() != LocalFileSystem.class) {
      return files;
    }
    try (files) {
      LocalFileSystem disk = new LocalFileSystem(new LocalDisk());
      disk.initialize(files.getUri(), files.getConf());
      return disk;
    }
  }

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    PosixFileAttributeView file =
        Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
    if (file == null || permission.getStickyBit()) {
      super.setPermission(path, permission);
    } else {
      file.setPermissions(PosixFilePermissions.fromString(permission.toString()));
    }
  }
}
