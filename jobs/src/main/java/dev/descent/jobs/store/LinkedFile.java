package dev.descent.jobs.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * On a local disk: a temporary file, on the disk before it gets its name by a hard link, which
 * fails where there is one.
 *
 * <p>Creating without overwriting would show a file that is not whole, and Hadoop's does not even
 * keep a second writer out on a local disk; a rename replaces what is there.
 */
final class LinkedFile implements PutIfAbsent {
  @Override
  public boolean put(org.apache.hadoop.fs.Path target, byte[] content) throws IOException {
    Path file = Path.of(target.toUri().getPath());
    Path temporary = Path.of(PutIfAbsent.temporary(target).toUri().getPath());
    Path folder = Path.of(target.getParent().toUri().getPath());
    createFolder(folder);
    try {
      write(temporary, content);
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      throw new IOException("the file system has no hard links; put the store on one that has", e);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(folder);
    return true;
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void createFolder(Path folder) throws IOException {
    Path above = folder.getParent();
    if (Files.isDirectory(folder) || above == null) {
      return;
    }
    createFolder(above);
    Files.createDirectories(folder);
    force(above);
  }

  /** A name is on the disk once its folder is. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
