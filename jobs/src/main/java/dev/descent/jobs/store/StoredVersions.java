package dev.descent.jobs.store;

import dev.descent.jobs.run.FinishedRun;
import dev.descent.jobs.run.StorageException;
import dev.descent.model.Model;
import dev.descent.model.ModelException;
import dev.descent.model.ModelReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The folder {@code versions/}: for each version {@code <n>/} with its files, the manifest last.
 *
 * <p>A writer has a number once it has made the first file of its folder. Whatever ends it before
 * the log tells of the version leaves a folder that nobody reads.
 */
final class StoredVersions {
  static final String FOLDER = "versions";

  private final StoreFiles files;

  StoredVersions(StoreFiles files) {
    this.files = files;
  }

  static String folder(int version) {
    return FOLDER + "/" + version;
  }

  /** Writes the files of a run under a number that nobody has. */
  Version write(FinishedRun run, StoreState state, Instant now) {
    int number = Math.max(highest(state.versions().navigableKeySet()), highest(state.deleted()));
    number = Math.max(number, highest(numbers()));
    Iterator<Map.Entry<String, byte[]>> contents = run.files().entrySet().iterator();
    Map.Entry<String, byte[]> file = contents.next();
    do {
      number = Math.addExact(number, 1);
    } while (!put(folder(number) + "/" + file.getKey(), file.getValue()));
    Map<String, FileMark> marks = new LinkedHashMap<>();
    marks.put(file.getKey(), FileMark.of(file.getValue()));
    while (contents.hasNext()) {
      file = contents.next();
      write(folder(number) + "/" + file.getKey(), file.getValue());
      marks.put(file.getKey(), FileMark.of(file.getValue()));
    }
    return new Version(number, run.id(), run.parametersSha256(), marks, now, run.decided());
  }

  private static int highest(NavigableSet<Integer> numbers) {
    return numbers.isEmpty() ? 0 : numbers.last();
  }

  private boolean put(String name, byte[] content) {
    try {
      return files.putIfAbsent(name, content);
    } catch (IOException e) {
      throw new StorageException("cannot write " + files.show(name) + ": " + e.getMessage(), e);
    }
  }

  /** A file of one's own folder that is there already is one whose answer was lost. */
  private void write(String name, byte[] content) {
    if (!put(name, content) && !Arrays.equals(read(name, content.length), content)) {
      throw new StorageException(
          "cannot write "
              + files.show(name)
              + ": something else wrote it; keep other programs out");
    }
  }

  /** The numbers of the folders that are there. */
  NavigableSet<Integer> numbers() {
    try {
      NavigableSet<Integer> numbers = new TreeSet<>();
      for (String name : files.list(FOLDER)) {
        if (name.matches("[1-9][0-9]{0,8}")) {
          numbers.add(Integer.valueOf(name));
        }
      }
      return numbers;
    } catch (IOException e) {
      throw new StorageException("cannot list " + files.show(FOLDER) + ": " + e.getMessage(), e);
    }
  }

  /**
   * The model of a version.
   *
   * @throws ModelException if a file is not the one that was published
   */
  Model model(Version version) {
    return ModelReader.read(name -> new ByteArrayInputStream(content(version, name)));
  }

  /**
   * A file of a version, as it was published.
   *
   * @throws ModelException if it is another one now
   */
  byte[] content(Version version, String name) {
    FileMark mark = version.files().get(name);
    String path = folder(version.number()) + "/" + name;
    if (mark == null) {
      throw new ModelException(files.show(path) + " was never published");
    }
    byte[] content = read(path, mark.bytes());
    if (!FileMark.of(content).equals(mark)) {
      throw new ModelException(
          files.show(path) + " is not the file that was published; it is damaged or was changed");
    }
    return content;
  }

  private byte[] read(String name, long bytes) {
    try (InputStream in = files.open(name)) {
      return in.readNBytes((int) Math.min(bytes + 1, Integer.MAX_VALUE - 8));
    } catch (IOException e) {
      throw new StorageException("cannot read " + files.show(name) + ": " + e.getMessage(), e);
    }
  }

  /** Removes the folder of a version, or what there is of it. */
  void delete(int version) {
    try {
      files.deleteFolder(folder(version));
    } catch (IOException e) {
      throw new StorageException(
          "cannot remove " + files.show(folder(version)) + ": " + e.getMessage(), e);
    }
  }
}
