package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.jobs.retrain.Decision;
import dev.descent.jobs.retrain.Due;
import dev.descent.jobs.run.FinishedRun;
import dev.descent.jobs.run.StorageException;
import dev.descent.jobs.store.Lease;
import dev.descent.jobs.store.LostRaceException;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.Version;
import dev.descent.jobs.store.Writers;
import dev.descent.loss.Squared;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.network.Linear;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a night finds of the nights before it, also of those that were stopped anywhere. */
final class PastTest {
  private static final Configuration SETTINGS = FaultyDisk.settings();

  @TempDir private Path folder;

  @AfterEach
  void heal() {
    FaultyDisk.fail(-1, FaultyDisk.Fault.BEFORE);
  }

  private ModelStore open(Path at) {
    return ModelStore.open("faulty://" + at, "job", Writers.ONE, SETTINGS);
  }

  private static FinishedRun run(String id, double weight) {
    Model model =
        new Model(
            "linear",
            new Linear(1, true),
            new Squared(),
            new double[] {weight, 0},
            new Encoding(List.of("a"), 1, Standardizer.none(1)),
            Optional.empty());
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("run.json", text("{\"rows\":{\"train\":70,\"test\":30}}"));
    files.put("metrics.json", text("{}"));
    files.putAll(ModelFiles.write(model));
    String sha256 = ModelFiles.parametersSha256(model.parameters());
    return new FinishedRun(id, "job", sha256, files, Optional.empty());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Of a night: {@code day} is also its data, the name of its run and the weight of its model. */
  private static FinishedRun decided(int day, Decision decision, OptionalInt champion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("decision", decision.outcome());
    json.put("why", List.of("because"));
    json.put("asOf", asOf(day).toString());
    json.put("champion", champion.isPresent() ? champion.getAsInt() : null);
    json.put("data", Map.of("rows", 100 * day));
    return run("run-" + day, day).decided("data-" + day, json);
  }

  private static Instant asOf(int day) {
    return Instant.parse("2026-11-01T02:00:00Z").plusSeconds(86_400L * day);
  }

  @Test
  void anEmptyStoreTellsNothing() {
    try (ModelStore store = open(folder)) {
      Past past = Past.of(store);
      assertThat(past.last()).isEmpty();
      assertThat(past.unfinished()).isEmpty();
      assertThat(past.decided("data-1")).isEmpty();
      assertThat(past.endsAsOf(asOf(1))).isFalse();
    }
  }

  @Test
  void aChampionThatSomebodyPublishedCountsByItsRun() {
    try (ModelStore store = open(folder)) {
      Version version = store.publish(run("a", 1));
      assertThat(Past.of(store).last()).isEmpty();
      store.promote(version.number(), OptionalInt.empty());
      assertThat(Past.of(store).last()).contains(new Due.Last(version.published(), 100));
      store.publish(decided(2, Decision.KEEP, OptionalInt.of(1)));
      assertThat(Past.of(store).last()).contains(new Due.Last(asOf(2), 200));
      assertThat(Past.of(store).endsAsOf(asOf(2))).isTrue();
      Version later = store.publish(run("b", 2));
      store.promote(later.number(), OptionalInt.of(1));
      assertThat(Past.of(store).last()).contains(new Due.Last(later.published(), 100));
    }
  }

  @Test
  void aDecisionCountsOnceItIsDone() {
    try (ModelStore store = open(folder)) {
      store.publish(decided(1, Decision.REFUSE, OptionalInt.empty()));
      assertThat(Past.of(store).last()).isEmpty();
      assertThat(Past.of(store).decided("data-1").orElseThrow().outcome())
          .isEqualTo(Decision.REFUSE);
      store.publish(decided(2, Decision.PROMOTE, OptionalInt.empty()));
      Past stopped = Past.of(store);
      assertThat(stopped.decided("data-2")).isEmpty();
      assertThat(stopped.unfinished().orElseThrow().version().number()).isEqualTo(2);
      store.promote(2, OptionalInt.empty());
      assertThat(Past.of(store).unfinished()).isEmpty();
      assertThat(Past.of(store).decided("data-2").orElseThrow().why()).containsExactly("because");
      // One that lost its race is neither done nor to be finished.
      store.publish(decided(3, Decision.PROMOTE, OptionalInt.of(1)));
      assertThat(Past.of(store).unfinished()).isEmpty();
      assertThat(Past.of(store).decided("data-3")).isEmpty();
      assertThat(Past.of(store).last()).contains(new Due.Last(asOf(2), 200));
    }
  }

  /** A roll back is somebody's will: what it took back is not promoted again by the same data. */
  @Test
  void whatWasRolledBackStaysDecided() {
    try (ModelStore store = open(folder)) {
      store.publish(decided(1, Decision.PROMOTE, OptionalInt.empty()));
      store.promote(1, OptionalInt.empty());
      store.publish(decided(2, Decision.PROMOTE, OptionalInt.of(1)));
      store.promote(2, OptionalInt.of(1));
      store.rollBack(OptionalInt.of(2));
      assertThat(Past.of(store).unfinished()).isEmpty();
      assertThat(Past.of(store).decided("data-2")).isPresent();
    }
  }

  /** What a program does in the store at night, under its lease. */
  private void night(Path at, int day) {
    try (Lease lease = Lease.of("faulty://" + at, "job", Writers.ONE, SETTINGS);
        ModelStore store = open(at)) {
      try {
        Past past = Past.of(store);
        Optional<Past.Told> unfinished = past.unfinished();
        if (unfinished.isPresent()) {
          store.promote(unfinished.get().version().number(), unfinished.get().champion());
        } else if (past.decided("data-" + day).isEmpty()) {
          OptionalInt champion = past.state().champion();
          lease.renew();
          Version version = store.publish(decided(day, Decision.PROMOTE, champion));
          store.promote(version.number(), champion);
        }
      } finally {
        lease.release();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FaultyDisk.Fault.class)
  void noFaultPointOfEveryFifthLosesANight(FaultyDisk.Fault fault) throws IOException {
    int first = Seed.of("PastTest").nextInt(5);
    assertThat(pointsFrom(first, 5, fault)).isGreaterThan(40 / 5);
  }

  @ParameterizedTest
  @EnumSource(FaultyDisk.Fault.class)
  @Tag("faults")
  void noFaultPointLosesANight(FaultyDisk.Fault fault) throws IOException {
    assertThat(pointsFrom(0, 1, fault)).isGreaterThan(40);
  }

  /** How many of these operations failed, none of which lost anything. */
  private int pointsFrom(int first, int stride, FaultyDisk.Fault fault) throws IOException {
    int points = 0;
    boolean ended = false;
    for (int n = first; !ended; n += stride) {
      Path at = folder.resolve(fault + "-" + n);
      night(at, 1);
      FaultyDisk.fail(n, fault);
      try {
        night(at, 2);
      } catch (StorageException e) {
        points++;
      }
      ended = FaultyDisk.isArmed();
      FaultyDisk.fail(-1, fault);
      nextNight(at);
      try (ModelStore store = open(at)) {
        assertThat(store.verify().damaged()).isEmpty();
        assertThat(store.champion().version().run()).isEqualTo("run-2");
        assertThat(store.champion().model().parameters()).containsExactly(2, 0);
        assertThat(store.state().versions()).hasSize(2);
        assertThat(store.state().champions()).hasSize(2);
        assertThat(Past.of(store).decided("data-2")).isPresent();
      }
    }
    return points;
  }

  /** A lease that could not be released ends by its time. */
  private void nextNight(Path at) throws IOException {
    try {
      night(at, 2);
    } catch (LostRaceException e) {
      try (Stream<Path> files = Files.walk(at.resolve("job/lease"))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      night(at, 2);
    }
  }
}
