package dev.descent.jobs.store;

import dev.descent.jobs.run.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The folder {@code lease/}: that one program at a time trains for a store.
 *
 * <p>Numbered entries, each made only if it is absent; the last one counts. A lease ends when it is
 * released, when its time is over without being renewed, or when its holder is known to be gone; so
 * nobody has to clean up behind a program that was killed. It saves work and no more: who changes
 * the store is settled by its log alone, whatever clocks say.
 */
public final class Lease implements AutoCloseable {
  static final String FOLDER = "lease";

  /** How long it lasts without being renewed. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  private static final int MAX_BYTES = 1 << 16;

  private final StoreFiles files;
  private final Clock clock;
  private final Holder holder;

  Lease(StoreFiles files, Clock clock, Holder holder) {
    this.files = files;
    this.clock = clock;
    this.holder = holder;
  }

  /**
   * Takes the lease of the store of model {@code name} below {@code path}; to be released and
   * closed.
   *
   * @throws LostRaceException if somebody else holds it
   */
  public static Lease of(String path, String name, Writers writers, Configuration hadoop) {
    try {
      StoreFiles files = HadoopFiles.at(path + "/" + name, writers, hadoop);
      return new Lease(files, Clock.systemUTC(), Holder.here()).take();
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException(
          "output.store.path: cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Takes it.
   *
   * @throws LostRaceException if somebody else holds it
   */
  synchronized Lease take() {
    while (true) {
      Optional<LeaseEntry> last = last();
      last.filter(this::isHeld)
          .ifPresent(
              entry -> {
                throw new LostRaceException(
                    "another retraining is at work in "
                        + files.show("")
                        + ": host "
                        + entry.holder().host()
                        + ", process "
                        + entry.holder().process()
                        + ", by its lease until "
                        + entry.until()
                        + "; wait for its end");
              });
      if (adds(last, LeaseEntry.State.HELD)) {
        return this;
      }
    }
  }

  /**
   * Goes on holding it.
   *
   * @throws LostRaceException if somebody else has taken it meanwhile
   */
  public synchronized void renew() {
    Optional<LeaseEntry> last = last();
    if (!isMine(last) || !adds(last, LeaseEntry.State.HELD)) {
      throw new LostRaceException(
          "the lease of "
              + files.show("")
              + " ran out and another retraining has taken it; nothing is promoted here");
    }
  }

  /** Releases it, unless it is somebody else's by now. */
  public synchronized void release() {
    Optional<LeaseEntry> last = last();
    if (isMine(last)) {
      adds(last, LeaseEntry.State.RELEASED);
    }
  }

  private boolean isMine(Optional<LeaseEntry> last) {
    return last.filter(entry -> entry.holder().id().equals(holder.id()))
        .filter(entry -> entry.state() == LeaseEntry.State.HELD)
        .isPresent();
  }

  private boolean isHeld(LeaseEntry entry) {
    return entry.state() == LeaseEntry.State.HELD
        && clock.instant().isBefore(entry.until())
        && !entry.holder().isGone();
  }

  /** Whether the entry that follows {@code last} is one's own and the last one now. */
  private boolean adds(Optional<LeaseEntry> last, LeaseEntry.State state) {
    long number = last.map(LeaseEntry::number).orElse(0L) + 1;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant until = state == LeaseEntry.State.HELD ? now.plus(LENGTH) : now;
    LeaseEntry entry = new LeaseEntry(number, holder, state, until);
    if (!put(entry)) {
      return false;
    }
    // A number that others had long before, and removed, is no lease.
    List<Long> numbers = numbers();
    if (number < numbers.get(numbers.size() - 1)) {
      return false;
    }
    numbers.stream().filter(old -> old < number - 1).forEach(this::remove);
    return true;
  }

  private boolean put(LeaseEntry entry) {
    String name = FOLDER + "/" + LogEntry.name(entry.number());
    byte[] content = entry.toBytes();
    try {
      return files.putIfAbsent(name, content) || Arrays.equals(bytes(name), content);
    } catch (IOException e) {
      throw new StorageException("cannot write " + files.show(name) + ": " + e.getMessage(), e);
    }
  }

  private void remove(long number) {
    String name = FOLDER + "/" + LogEntry.name(number);
    try {
      files.delete(name);
    } catch (IOException e) {
      throw new StorageException("cannot remove " + files.show(name) + ": " + e.getMessage(), e);
    }
  }

  private Optional<LeaseEntry> last() {
    while (true) {
      List<Long> numbers = numbers();
      if (numbers.isEmpty()) {
        return Optional.empty();
      }
      long number = numbers.get(numbers.size() - 1);
      String name = FOLDER + "/" + LogEntry.name(number);
      try {
        return Optional.of(LeaseEntry.parse(number, bytes(name)));
      } catch (FileNotFoundException removed) {
        // By the holder of later ones, which the next listing shows.
      } catch (IOException e) {
        throw new StorageException("cannot read " + files.show(name) + ": " + e.getMessage(), e);
      }
    }
  }

  private List<Long> numbers() {
    try {
      return files.list(FOLDER).stream()
          .filter(name -> LogEntry.NAME.matcher(name).matches())
          .map(name -> Long.valueOf(name.substring(0, name.indexOf('.'))))
          .sorted()
          .toList();
    } catch (IOException | NumberFormatException e) {
      throw new StorageException("cannot list " + files.show(FOLDER) + ": " + e.getMessage(), e);
    }
  }

  private byte[] bytes(String name) throws IOException {
    try (InputStream in = files.open(name)) {
      return in.readNBytes(MAX_BYTES);
    }
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new StorageException("cannot close " + files.show("") + ": " + e.getMessage(), e);
    }
  }
}
