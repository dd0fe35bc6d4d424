package dev.descent.jobs.store;

import dev.descent.jobs.run.StorageException;
import dev.descent.model.Fields;
import dev.descent.model.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.apache.hadoop.conf.Configuration;

/**
 * The checkpoints of one job, {@code <directory>/<name>/<number>/}: files of raw numbers, and the
 * manifest, which is made last and only where there is none.
 *
 * <p>What is written is read again before the manifest tells of it. The last two are kept; an older
 * one goes when a newer one is whole, its manifest first. What stops a writer at any point leaves a
 * whole checkpoint, and one that is damaged later leaves the one before it.
 */
public final class CheckpointStore implements AutoCloseable {
  /** 16 MB. */
  private static final int NUMBERS_A_FILE = 1 << 21;

  private static final int MOST_MANIFEST_BYTES = 1 << 26;

  private final StoreFiles files;
  private final VerifiedFiles content;
  private final String folder;
  private final NumberFiles numberFiles;
  private final List<String> damaged = new ArrayList<>();

  /** The newest that is known to be whole; 0 for none. */
  private long newest;

  /** The highest number that anything has. */
  private long last;

  CheckpointStore(StoreFiles files, String folder, int numbersAFile) {
    this.files = files;
    this.content = new VerifiedFiles(files);
    this.folder = folder;
    this.numberFiles = new NumberFiles(numbersAFile);
  }

  /**
   * The checkpoints of job {@code name} below {@code directory}; nothing need be there yet.
   *
   * @throws StorageException if there is no such file system
   */
  public static CheckpointStore open(String directory, String name, Configuration hadoop) {
    try {
      // One run writes: where the file system cannot keep a second one out, it goes unnoticed.
      StoreFiles files = HadoopFiles.at(directory, Writers.ONE, hadoop);
      return new CheckpointStore(files, name, NUMBERS_A_FILE);
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException(
          "training.checkpoint.directory: cannot open " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Where they are. */
  public String path() {
    return files.show(folder);
  }

  /** What is wrong with each one that {@link #newest} passed over. */
  public List<String> damaged() {
    return List.copyOf(damaged);
  }

  /**
   * The newest whole one; empty if none was ever finished.
   *
   * @throws StorageException if there are some, of which none is whole any more
   * @throws StoreRuleException if the newest is of another format
   */
  public Optional<Checkpoint> newest() {
    for (long number : numbers().descendingSet()) {
      last = Math.max(last, number);
      try {
        Checkpoint read = read(number);
        newest = number;
        return Optional.of(read);
      } catch (FileNotFoundException e) {
        // Its writer was stopped before it was whole, or when it went.
      } catch (IOException | ModelException | IllegalArgumentException | ArithmeticException e) {
        damaged.add(String.valueOf(e.getMessage()));
      }
    }
    if (!damaged.isEmpty()) {
      throw new StorageException(
          damaged.get(0)
              + "; no checkpoint in "
              + path()
              + " is whole: remove the folder to start over");
    }
    return Optional.empty();
  }

  private Checkpoint read(long number) throws IOException {
    String manifest = name(number, CheckpointManifest.NAME);
    Fields json =
        CheckpointManifest.parse(
            files.show(manifest), content.bytes(manifest, MOST_MANIFEST_BYTES));
    if (json.whole("number") != number) {
      throw json.refusal("number must be " + number + ", but was " + json.whole("number"));
    }
    Map<String, double[]> vectors = CheckpointManifest.vectors(json);
    NumberFiles.Reader reader = new NumberFiles.Reader(vectors.values());
    int place = 0;
    for (FileMark mark : CheckpointManifest.files(json)) {
      reader.read(content.verified(name(number, numbersName(place++)), mark));
    }
    return new Checkpoint(number, json.object("head"), vectors);
  }

  /**
   * Writes the next one; {@link #newest} has been asked for before.
   *
   * @throws StorageException if it cannot be written; those before it are still there
   * @throws LostRaceException if another program writes checkpoints of this job
   */
  public void save(Map<String, ?> head, Map<String, double[]> vectors) {
    long number = ++last;
    try {
      removeIf(other -> other > newest && other < number);
      List<FileMark> marks = new ArrayList<>();
      numberFiles.write(
          vectors.values(),
          bytes -> {
            content.put(name(number, numbersName(marks.size())), bytes);
            marks.add(FileMark.of(bytes));
          });
      Map<String, Integer> lengths = new LinkedHashMap<>();
      vectors.forEach((name, vector) -> lengths.put(name, vector.length));
      CheckpointManifest manifest = new CheckpointManifest(number, head, lengths, marks);
      content.put(name(number, CheckpointManifest.NAME), manifest.toBytes());
      long before = newest;
      newest = number;
      removeIf(other -> other != before && other != number);
    } catch (StorageException e) {
      giveUp(number, e);
      throw e;
    }
  }

  /** Makes room again where the disk is full. */
  private void giveUp(long number, StorageException why) {
    try {
      if (newest != number) {
        remove(number);
      }
    } catch (StorageException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Removes all of them: the training is done.
   *
   * @throws StorageException if they cannot be removed
   */
  public void clear() {
    removeIf(number -> true);
    newest = 0;
  }

  private void removeIf(LongPredicate condition) {
    numbers().stream().mapToLong(Long::longValue).filter(condition).forEach(this::remove);
  }

  /** Without its manifest it is none, so that goes first. */
  private void remove(long number) {
    try {
      files.deleteFolder(name(number, CheckpointManifest.NAME));
      files.deleteFolder(folder + "/" + number);
    } catch (IOException e) {
      throw new StorageException(
          "cannot remove " + files.show(folder + "/" + number) + ": " + e.getMessage(), e);
    }
  }

  private NavigableSet<Long> numbers() {
    try {
      NavigableSet<Long> numbers = new TreeSet<>();
      for (String name : files.list(folder)) {
        if (name.matches("[1-9][0-9]{0,17}")) {
          numbers.add(Long.valueOf(name));
        }
      }
      return numbers;
    } catch (IOException e) {
      throw new StorageException("cannot list " + path() + ": " + e.getMessage(), e);
    }
  }

  private String name(long number, String file) {
    return folder + "/" + number + "/" + file;
  }

  private static String numbersName(int place) {
    return "numbers-" + (place + 1) + ".bin";
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new StorageException("cannot close " + path() + ": " + e.getMessage(), e);
    }
  }
}
