package dev.descent.jobs.store;

import dev.descent.jobs.run.FinishedRun;
import dev.descent.jobs.run.StorageException;
import dev.descent.model.ModelException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/**
 * The versions of one model, and which of them is the champion; for one thread.
 *
 * <p>A change is decided on what the log says, and is done once its entry has the next number; a
 * writer that finds the number taken reads on and decides again, so that a decision always fits
 * what stands before it. What stops a writer at any point leaves the store as it was, or as it was
 * to be.
 */
public final class ModelStore implements AutoCloseable {
  private final StoreFiles files;
  private final Clock clock;
  private final StoreLog log;
  private final StoredVersions versions;

  ModelStore(StoreFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
    this.log = new StoreLog(files, clock);
    this.versions = new StoredVersions(files);
  }

  /**
   * The store of model {@code name} below {@code path}; nothing need be there yet.
   *
   * @throws StorageException if there is no such file system
   */
  public static ModelStore open(String path, String name, Writers writers, Configuration hadoop) {
    try {
      return new ModelStore(HadoopFiles.at(path + "/" + name, writers, hadoop), Clock.systemUTC());
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException(
          "output.store.path: cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /** Where it is. */
  public String path() {
    return files.show("");
  }

  /**
   * What the log says now.
   *
   * @throws StorageException if the log cannot be read, or is damaged
   */
  public StoreState state() {
    return log.state();
  }

  /** The entries that the last state comes from, as JSON. */
  public List<Map<String, Object>> history() {
    return log.entries().stream().map(LogEntry::toMap).toList();
  }

  /**
   * Makes a version of a run, which then is the challenger; a run that is a version already stays
   * that version.
   *
   * @throws StorageException if it cannot be written; publishing again is safe then
   */
  public Version publish(FinishedRun run) {
    StoreState state = log.state();
    Optional<Version> there = of(run, state);
    if (there.isPresent()) {
      return there.get();
    }
    Version written = versions.write(run, state, clock.instant());
    log.append(
        now ->
            of(run, now).isPresent() ? Optional.empty() : Optional.of(new Change.Publish(written)));
    Version version = of(run, log.state()).orElse(written);
    if (version.number() != written.number()) {
      versions.delete(written.number());
    }
    return version;
  }

  private static Optional<Version> of(FinishedRun run, StoreState state) {
    Optional<Version> there =
        state.versions().values().stream().filter(v -> v.run().equals(run.id())).findFirst();
    there.ifPresent(
        version -> {
          if (!version.parametersSha256().equals(run.parametersSha256())) {
            throw new StoreRuleException(
                "run "
                    + run.id()
                    + " is version "
                    + version.number()
                    + " with other parameters; a run is published once");
          }
        });
    return there;
  }

  /**
   * Makes a version the champion.
   *
   * @param expected the champion that it takes the place of
   * @throws LostRaceException if that is another one now
   * @throws StoreRuleException if there is no such version, or it is the champion
   */
  public void promote(int version, OptionalInt expected) {
    log.append(now -> Optional.of(new Change.Promote(version, expected)));
  }

  /**
   * Makes the champion before the champion again.
   *
   * @param expected the champion that goes
   * @return the one that comes back
   * @throws LostRaceException if another one is the champion now
   * @throws StoreRuleException if there was none before it
   */
  public int rollBack(OptionalInt expected) {
    return log.append(
            now -> {
              Expectation.require(expected, now);
              int before =
                  now.beforeChampion()
                      .orElseThrow(
                          () ->
                              new StoreRuleException(
                                  "there is no champion before this one that a roll back could lead to"));
              return Optional.of(new Change.RollBack(before, expected));
            })
        .orElseThrow()
        .version();
  }

  /**
   * Deletes a version for good, or what is left of one that was never published.
   *
   * @throws StoreRuleException if it is the champion
   * @throws StorageException if there is no such version
   */
  public void delete(int version) {
    StoreState state = log.state();
    boolean known = state.versions().containsKey(version) || state.deleted().contains(version);
    if (!known && !versions.numbers().contains(version)) {
      throw noVersion(version, state);
    }
    log.append(
        now ->
            now.deleted().contains(version)
                ? Optional.empty()
                : Optional.of(new Change.Delete(version)));
    versions.delete(version);
  }

  /**
   * A version with its model.
   *
   * @throws StorageException if there is none of that number, or it cannot be read
   * @throws ModelException if it is not what was published
   */
  public StoredModel load(int version) {
    return load(version(version));
  }

  /**
   * The version of a number.
   *
   * @throws StorageException if there is none
   */
  public Version version(int number) {
    StoreState state = log.state();
    return state.version(OptionalInt.of(number)).orElseThrow(() -> noVersion(number, state));
  }

  /**
   * The champion with its model.
   *
   * @throws StorageException if there is none, or it cannot be read
   * @throws ModelException if it is not what was published
   */
  public StoredModel champion() {
    while (true) {
      StoreState state = log.state();
      Version champion =
          state
              .version(state.champion())
              .orElseThrow(
                  () ->
                      new StorageException(
                          "there is no champion in "
                              + path()
                              + "; publish a run and promote it with descent models"));
      try {
        return load(champion);
      } catch (StorageException | ModelException e) {
        // One that is not the champion any more may have been deleted while it was read.
        if (log.state().champion().equals(state.champion())) {
          throw e;
        }
      }
    }
  }

  private StoredModel load(Version version) {
    String path = files.show(StoredVersions.folder(version.number()));
    return new StoredModel(version, path, versions.model(version));
  }

  /** A file of a version as text, such as metrics.json. */
  public byte[] content(Version version, String file) {
    return versions.content(version, file);
  }

  /** Reads everything, and says what is not as it should be. */
  public Verification verify() {
    return new Verifier(files).verify(log.state());
  }

  private StorageException noVersion(int version, StoreState state) {
    return new StorageException(
        "there is no version "
            + version
            + " in "
            + path()
            + "; there "
            + (state.versions().isEmpty() ? "are none" : "are " + state.versions().keySet()));
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
