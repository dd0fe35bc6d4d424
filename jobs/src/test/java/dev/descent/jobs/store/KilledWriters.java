package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Four programs that change a store at once, two of them killed and started again some times. */
final class KilledWriters {
  private static final int PROGRAMS = 4;

  private final Place place;
  private final Random random;

  KilledWriters(Place place, Random random) {
    this.place = place;
    this.random = random;
  }

  /**
   * Until each has made {@code changes}: what any of them was told is in the log then, and the log
   * has nothing else but one change that each of the killed ones may have made.
   */
  void change(int changes, int kills) throws IOException, InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(PROGRAMS);
    try {
      List<Future<List<String>>> lives = new ArrayList<>();
      for (int n = 0; n < PROGRAMS; n++) {
        String name = "writer" + n;
        Random own = new Random(random.nextLong());
        int ownKills = n % 2 == 0 ? kills : 0;
        lives.add(pool.submit(() -> lives(name, own, changes, ownKills)));
      }
      List<String> acknowledged = new ArrayList<>();
      for (Future<List<String>> told : lives) {
        acknowledged.addAll(told.get());
      }
      try (ModelStore store = place.open()) {
        assertThat(store.verify().damaged()).isEmpty();
        store.champion();
        requireExplained(log(store), acknowledged, PROGRAMS / 2 * kills);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  static List<String> log(ModelStore store) {
    store.state();
    return store.history().stream().map(KilledWriters::line).toList();
  }

  private static String line(Map<String, Object> entry) {
    String operation = String.valueOf(entry.get("operation"));
    return operation
        + " "
        + (operation.equals("publish") ? entry.get("run") : entry.get("version"));
  }

  static void requireExplained(List<String> log, List<String> acknowledged, int most) {
    List<String> left = new ArrayList<>(log);
    // Two programs that delete one version are both told that it is gone.
    acknowledged.stream()
        .filter(line -> !line.startsWith("delete"))
        .forEach(line -> assertThat(left.remove(line)).as(line).isTrue());
    acknowledged.stream()
        .filter(line -> line.startsWith("delete"))
        .distinct()
        .forEach(line -> assertThat(left.remove(line)).as(line).isTrue());
    assertThat(left).hasSizeLessThanOrEqualTo(most);
  }

  /** What one is told in all its lives. */
  private List<String> lives(String name, Random own, int changes, int kills)
      throws IOException, InterruptedException {
    List<String> told = new ArrayList<>();
    for (int life = 0; life < kills; life++) {
      int most = 1 + own.nextInt(Math.max(1, 2 * changes / (kills + 1) - 1));
      Process process = start(name + "." + life, own.nextLong(), Integer.MAX_VALUE);
      told.addAll(told(process, most));
      assertThat(process.waitFor()).isEqualTo(137);
    }
    int left = Math.max(1, changes - told.size());
    Process last = start(name + ".last", own.nextLong(), left);
    told.addAll(told(last, Integer.MAX_VALUE));
    assertThat(last.waitFor()).isZero();
    return told;
  }

  private Process start(String name, long seed, int changes) throws IOException {
    return place.start(StoreWriter.class, name, Long.toString(seed), Integer.toString(changes));
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
