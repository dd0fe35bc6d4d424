package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that end in any order, or are run twice at a time, change no bit and no count. */
final class LateTasksIT {
  private static final String PLUGINS = "--conf=spark.plugins=";
  private static final Path CLASSES = Project.root().resolve("jobs/target/test-classes");

  @TempDir private Path folder;

  private final Random random = Seed.of("LateTasksIT");

  private List<String> train(String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(
        List.of(
            "--driver-class-path=" + CLASSES,
            "train",
            "conf/diamonds-linear.conf",
            "training.epochs=1",
            "--json",
            "output.runs=\"" + folder.resolve("runs") + "\""));
    return words;
  }

  private static Trained onThreads(int threads, List<String> words) {
    return Trained.of(
        Program.of("scripts/descent", "--master=local[" + threads + "]", words).run().with(0));
  }

  @Test
  void inAnyOrder() {
    assertNoDifference(2);
  }

  @Test
  @Tag("faults")
  void inTwentyOrders() {
    assertNoDifference(20);
  }

  private void assertNoDifference(int runs) {
    Trained expected = onThreads(2, train());
    for (int run = 0; run < runs; run++) {
      List<String> late =
          train(PLUGINS + LateTasks.Shuffled.class.getName(), "--conf=spark.descent.passes=jobs");
      assertThat(onThreads(1 + random.nextInt(5), late)).isEqualTo(expected);
    }
  }

  /** Spark runs the tasks that take too long a second time beside the first. */
  @Test
  @Tag("faults")
  void aSecondAttemptBesideTheFirst() throws IOException {
    Trained expected = onThreads(2, train());
    Path events = Files.createDirectory(folder.resolve("events"));
    List<String> words =
        train(
            PLUGINS + LateTasks.Stuck.class.getName(),
            "--conf=spark.executor.extraClassPath=" + CLASSES,
            "--conf=spark.default.parallelism=8",
            "--conf=spark.speculation=true",
            "--conf=spark.speculation.interval=50ms",
            "--conf=spark.speculation.quantile=0.5",
            "--conf=spark.eventLog.enabled=true",
            "--conf=spark.eventLog.compress=false",
            "--conf=spark.eventLog.dir=" + events.toUri());
    try (Cluster cluster = Cluster.start(folder.resolve("cluster"), "--workers=2")) {
      for (int run = 0; run < 2; run++) {
        assertThat(Trained.of(cluster.submit(words).run().with(0))).isEqualTo(expected);
      }
    }
    assertThat(lines(events)).anyMatch(line -> line.contains("\"Speculative\":true"));
  }

  private static List<String> lines(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).flatMap(LateTasksIT::linesOf).toList();
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came of a run: bits, and how many rows were counted where. */
  private record Trained(String sha256, String rows) {
    static Trained of(Program.Ended ended) {
      Path run = Path.of(ended.json().get("run").asText().replaceFirst("^file:", ""));
      try {
        String json = Files.readString(run.resolve("run.json"));
        return new Trained(ended.sha256(), Invocation.read(json).get("rows").toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
