package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers and readers at once, on a disk. */
final class StoreRacesTest {
  private static final int WRITERS = 8;
  private static final int PROCESSES = 4;

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
    AtomicBoolean ended = new AtomicBoolean();
    try (ModelStore writer = open();
        ModelStore reader = open()) {
      writer.promote(writer.publish(Runs.of("run-1", 1)).number(), OptionalInt.empty());
      Future<Integer> loads = pool.submit(() -> loads(reader, ended));
      for (int n = 2; n <= 8 && !loads.isDone(); n++) {
        OptionalInt before = writer.state().champion();
        writer.promote(writer.publish(Runs.of("run-" + n, n)).number(), before);
        writer.delete(before.orElseThrow());
      }
      ended.set(true);
      assertThat(loads.get()).isPositive();
    }
  }

  /** Each weight says which version it belongs to, and champions never go back here. */
  private static int loads(ModelStore reader, AtomicBoolean ended) {
    int loads = 0;
    double last = 0;
    while (!ended.get()) {
      StoredModel champion = reader.champion();
      double weight = champion.model().parameters()[0];
      assertThat(champion.version().run()).isEqualTo("run-" + (int) weight);
      assertThat(weight).isGreaterThanOrEqualTo(last);
      last = weight;
      loads++;
    }
    return loads;
  }

  /**
   * Of four programs two are killed at any time: what any of them was told is in the log, and the
   * log has nothing else but one change that each of the killed ones may have made.
   */
  @Test
  void theLogExplainsEveryChangeOfProgramsThatAreKilled() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("StoreRacesTest: seed " + seed);
    Random random = new Random(seed);
    List<Process> processes = new ArrayList<>();
    List<Future<List<String>>> told = new ArrayList<>();
    for (int n = 0; n < PROCESSES; n++) {
      boolean killed = n % 2 == 0;
      Process process = start("writer" + n, random.nextLong(), killed ? 1_000_000 : 12);
      int lines = killed ? 1 + random.nextInt(12) : Integer.MAX_VALUE;
      processes.add(process);
      told.add(pool.submit(() -> told(process, lines)));
    }
    List<String> acknowledged = new ArrayList<>();
    for (int n = 0; n < PROCESSES; n++) {
      acknowledged.addAll(told.get(n).get());
      int exitCode = processes.get(n).waitFor();
      assertThat(exitCode).isEqualTo(n % 2 == 0 ? 137 : 0);
    }
    try (ModelStore store = open()) {
      assertThat(store.verify().damaged()).isEmpty();
      store.champion();
      List<String> log =
          new ArrayList<>(store.history().stream().map(StoreRacesTest::line).toList());
      // Two programs that delete one version are both told that it is gone.
      acknowledged.stream()
          .filter(line -> !line.startsWith("delete"))
          .forEach(line -> assertThat(log.remove(line)).as(line).isTrue());
      List<String> deletions =
          acknowledged.stream().filter(line -> line.startsWith("delete")).distinct().toList();
      deletions.forEach(line -> assertThat(log.remove(line)).as(line).isTrue());
      assertThat(log).hasSizeLessThanOrEqualTo(PROCESSES / 2);
    }
  }

  private static String line(Map<String, Object> entry) {
    String operation = String.valueOf(entry.get("operation"));
    return operation
        + " "
        + (operation.equals("publish") ? entry.get("run") : entry.get("version"));
  }

  private Process start(String name, long seed, int changes) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            StoreWriter.class.getName(),
            folder.toString(),
            name,
            Long.toString(seed),
            Integer.toString(changes))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The changes that a program says it made; it is killed after so many lines. */
  private static List<String> told(Process process, int most) throws IOException {
    List<String> changes = new ArrayList<>();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("refused ")) {
          changes.add(line);
        }
        if (changes.size() == most) {
          // The handle, because the process itself would close the stream that is read here.
          process.toHandle().destroyForcibly();
        }
      }
    }
    return changes;
  }
}
