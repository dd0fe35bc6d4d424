package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers and readers at once, on a disk. */
final class StoreRacesTest {
  private static final int WRITERS = 8;

  @TempDir private Path folder;
  private final ExecutorService pool = Executors.newFixedThreadPool(WRITERS);

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  private ModelStore open() {
    return ModelStore.open(folder.toString(), "job", Writers.ANY, new Configuration(false));
  }

  @Test
  void ofRacingPromotionsExactlyOneWins() throws Exception {
    try (ModelStore store = open()) {
      IntStream.range(0, WRITERS).forEach(n -> store.publish(Runs.of("run-" + n, n)));
      for (int round = 0; round < 3; round++) {
        OptionalInt expected = store.state().champion();
        Stream<Callable<Boolean>> promotions =
            IntStream.rangeClosed(1, WRITERS)
                .filter(n -> expected.isEmpty() || n != expected.getAsInt())
                .mapToObj(n -> () -> promotes(n, expected));
        int won = 0;
        for (Future<Boolean> told : pool.invokeAll(promotions.toList())) {
          won += told.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
      }
      assertThat(store.state().champions()).hasSize(3);
    }
  }

  private boolean promotes(int version, OptionalInt expected) {
    try (ModelStore store = open()) {
      store.promote(version, expected);
      return true;
    } catch (LostRaceException e) {
      return false;
    }
  }

  @Test
  void aReaderSeesAWholeChampionOldOrNew() throws Exception {
    new Loads(Place.disk(folder), 1).requireWhole(300);
  }

  @Test
  @Tag("faults")
  void tenThousandLoadsSeeWholeChampions() throws Exception {
    new Loads(Place.disk(folder), 4).requireWhole(10_000);
  }

  @Test
  void theLogExplainsEveryChangeOfProgramsThatAreKilled() throws Exception {
    new KilledWriters(Place.disk(folder), Seed.of("StoreRacesTest")).change(12, 1);
  }

  @Test
  @Tag("faults")
  void theLogExplainsTwoHundredChangesOfEachProgram() throws Exception {
    new KilledWriters(Place.disk(folder), Seed.of("StoreRacesTest")).change(200, 20);
  }

  /** What a killed program did and nobody was told of shows as well. */
  @Test
  void aChangeThatTheLogDoesNotHaveWouldShow() throws Exception {
    Place place = Place.disk(folder);
    new KilledWriters(place, Seed.of("StoreRacesTest")).change(3, 0);
    try (ModelStore store = place.open()) {
      List<String> log = KilledWriters.log(store);
      assertThatThrownBy(() -> KilledWriters.requireExplained(log, List.of("publish lost"), 99))
          .isInstanceOf(AssertionError.class);
      assertThatThrownBy(() -> KilledWriters.requireExplained(log, List.of(), log.size() - 1))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  @Tag("faults")
  void ofEightProgramsThatPromoteExactlyOneWins() throws Exception {
    try (Races races = new Races(Place.disk(folder), "safe")) {
      races.requireOneWinner(200);
    }
  }

  @Test
  @Tag("faults")
  void naivelySeveralWin() throws Exception {
    try (Races races = new Races(Place.disk(folder), "naive")) {
      races.requireSeveralWinners(2000);
    }
  }
}
