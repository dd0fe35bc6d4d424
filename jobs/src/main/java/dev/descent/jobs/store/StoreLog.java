package dev.descent.jobs.store;

import dev.descent.jobs.run.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The folder {@code log/}: entries 1, 2, .. without a gap, each of which fits the ones before it.
 */
final class StoreLog {
  static final String FOLDER = "log";

  private static final int MAX_BYTES = 1 << 20;

  private final StoreFiles files;
  private final Clock clock;
  private final List<LogEntry> entries = new ArrayList<>();
  private StoreState state = StoreState.EMPTY;

  StoreLog(StoreFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * The state after all entries that are there now.
   *
   * @throws StorageException if one cannot be read, is missing, or does not fit those before it
   */
  StoreState state() {
    long last = lastNumber();
    if (last < state.entries()) {
      throw new StorageException(
          damage(state.entries()) + " was there and is gone; restore the file");
    }
    while (state.entries() < last) {
      follow(read(state.entries() + 1));
    }
    return state;
  }

  /** The entries that the last state comes from. */
  List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  /**
   * Adds what {@code decide} makes of the state, however often it changes meanwhile; nothing where
   * that is empty.
   *
   * @return what was added; the state may have changed again since
   * @throws StorageException if it cannot be written
   */
  Optional<Change> append(Function<StoreState, Optional<Change>> decide) {
    while (true) {
      StoreState now = state();
      Optional<Change> change = decide.apply(now);
      if (change.isEmpty()) {
        return change;
      }
      change.get().after(now);
      LogEntry entry =
          new LogEntry(
              now.entries() + 1,
              UUID.randomUUID().toString(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              change.get());
      if (put(entry)) {
        follow(LogEntry.parse(entry.number(), entry.toBytes()));
        return change;
      }
    }
  }

  /** Whether it is this entry that now has its number. */
  private boolean put(LogEntry entry) {
    String name = FOLDER + "/" + LogEntry.name(entry.number());
    byte[] content = entry.toBytes();
    try {
      return files.putIfAbsent(name, content) || Arrays.equals(bytes(name), content);
    } catch (IOException e) {
      if (isThere(name, content)) {
        return true;
      }
      throw new StorageException("cannot write " + files.show(name) + ": " + e.getMessage(), e);
    }
  }

  /** An answer may be lost on its way back although the entry was made. */
  private boolean isThere(String name, byte[] content) {
    try {
      return Arrays.equals(bytes(name), content);
    } catch (IOException e) {
      return false;
    }
  }

  private long lastNumber() {
    try {
      return files.list(FOLDER).stream()
          .filter(name -> LogEntry.NAME.matcher(name).matches())
          .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
          .max()
          .orElse(0);
    } catch (IOException | NumberFormatException e) {
      throw new StorageException("cannot list " + files.show(FOLDER) + ": " + e.getMessage(), e);
    }
  }

  private LogEntry read(long number) {
    try {
      return LogEntry.parse(number, bytes(FOLDER + "/" + LogEntry.name(number)));
    } catch (IOException e) {
      throw new StorageException(
          damage(number) + " cannot be read, and there are later ones: " + e.getMessage(), e);
    }
  }

  private void follow(LogEntry entry) {
    try {
      state = entry.change().after(state);
      entries.add(entry);
    } catch (StoreRuleException | LostRaceException e) {
      throw new StorageException(
          damage(entry.number()) + " does not fit those before it: " + e.getMessage(), e);
    }
  }

  private String damage(long number) {
    return "the log is damaged: " + files.show(FOLDER + "/" + LogEntry.name(number));
  }

  private byte[] bytes(String name) throws IOException {
    try (InputStream in = files.open(name)) {
      return in.readNBytes(MAX_BYTES);
    }
  }
}
