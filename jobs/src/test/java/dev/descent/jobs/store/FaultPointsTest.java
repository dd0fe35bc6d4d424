package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.descent.jobs.run.StorageException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store whose writer is stopped at any operation, or is not told that it was done. */
final class FaultPointsTest {
  /** What a night does, each step as a program would repeat it. */
  private static final List<Consumer<ModelStore>> NIGHT =
      List.of(
          store -> store.publish(Runs.of("run-1", 1)),
          store -> promote(store, "run-1"),
          store -> store.publish(Runs.of("run-2", 2)),
          store -> promote(store, "run-2"),
          store -> store.publish(Runs.of("run-3", 3)),
          store -> promote(store, "run-3"),
          store -> rollBackFrom(store, "run-3"),
          store -> delete(store, "run-3"));

  private static OptionalInt of(ModelStore store, String run) {
    return store.state().versions().values().stream()
        .filter(version -> version.run().equals(run))
        .mapToInt(Version::number)
        .findFirst();
  }

  private static void promote(ModelStore store, String run) {
    OptionalInt version = of(store, run);
    if (!store.state().champion().equals(version)) {
      store.promote(version.orElseThrow(), store.state().champion());
    }
  }

  private static void rollBackFrom(ModelStore store, String run) {
    OptionalInt version = of(store, run);
    if (store.state().champion().equals(version)) {
      store.rollBack(version);
    }
  }

  private static void delete(ModelStore store, String run) {
    of(store, run).ifPresent(store::delete);
  }

  /** Does the night; a step that fails is done again by another program, after a look around. */
  private static int failures(StoreFiles files, MemoryFiles memory) {
    int failures = 0;
    for (Consumer<ModelStore> step : NIGHT) {
      try {
        step.accept(new ModelStore(files, Runs.NOON));
      } catch (StorageException e) {
        failures++;
        assertThat(e).hasMessageContaining("the disk is full");
        requireSound(memory);
        step.accept(new ModelStore(files, Runs.NOON));
      }
      requireSound(memory);
    }
    return failures;
  }

  private static void requireSound(MemoryFiles memory) {
    ModelStore reader = new ModelStore(memory, Runs.NOON);
    assertThat(reader.verify().damaged()).isEmpty();
    reader.state().versions().keySet().forEach(reader::load);
    if (reader.state().champion().isPresent()) {
      reader.champion();
    }
  }

  @ParameterizedTest
  @EnumSource(FailingFiles.Fault.class)
  void noFaultPointLosesAModel(FailingFiles.Fault fault) {
    int points = 0;
    int failures = 1;
    for (int n = 0; failures > 0 || n < 100; n++) {
      MemoryFiles memory = new MemoryFiles();
      failures = failures(new FailingFiles(memory, n, fault), memory);
      points += failures;
      ModelStore after = new ModelStore(memory, Runs.NOON);
      assertThat(after.champion().version().run()).isEqualTo("run-2");
      assertThat(after.champion().model().parameters()).containsExactly(2, 0);
      assertThat(after.state().champions()).hasSize(2);
      assertThat(after.state().versions()).hasSize(2);
    }
    assertThat(points).isGreaterThan(60);
  }

  /** The same night over the naive way: the log tells of a version before its files are there. */
  @Test
  void tellingOfAVersionBeforeItIsWholeWouldShow() {
    MemoryFiles memory = new MemoryFiles();
    ModelStore store = new ModelStore(memory, Runs.NOON);
    store.publish(Runs.of("run-1", 1));
    memory.contents.remove("versions/1/manifest.json");
    try {
      requireSound(memory);
    } catch (AssertionError e) {
      return;
    }
    fail("a half-written version must show");
  }
}
