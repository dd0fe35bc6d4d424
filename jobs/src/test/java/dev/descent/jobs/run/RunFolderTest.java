package dev.descent.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.loss.Squared;
import dev.descent.model.Model;
import dev.descent.network.Linear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run folder that a stopped run left, and the run that goes on with it. */
final class RunFolderTest {
  private static final Configuration HADOOP = new Configuration(false);
  private static final Model MODEL =
      new Model(
          "linear",
          new Linear(1, true),
          new Squared(),
          new double[] {1, 0},
          new Encoding(List.of("a"), 1, Standardizer.none(1)),
          Optional.empty());

  @TempDir private Path folder;

  private static void writeAll(RunFolder run) {
    run.appendHistory(Map.of("epoch", 1));
    run.writeMetrics(Map.of());
    run.writeProfile(Map.of());
    run.writeDecision(Map.of());
    run.writeCurve("roc", Stream.of("a,b"));
    run.writeExamples(Stream.of("{}"));
    run.writePath(Stream.of("{}"));
    run.writeLandscape(Map.of());
    run.writeLeaderboard(Map.of());
    run.writeBest("a = 1");
    run.writeModel(MODEL);
    run.finish(Map.of("exitCode", 0));
  }

  private static List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void stoppedBehindAnyFileItIsWrittenOnceMore() throws IOException {
    String path;
    List<String> written;
    try (RunFolder run = RunFolder.create(folder.toString(), "job", "a = 1", HADOOP)) {
      path = run.path();
      writeAll(run);
      written = names(path);
    }
    assertThat(written).hasSize(13).noneMatch(name -> name.startsWith("."));
    try (RunFolder again = RunFolder.reopen(path, "a = 1", HADOOP)) {
      assertThat(names(path)).containsExactly("job.conf");
      writeAll(again);
    }
    assertThat(names(path)).isEqualTo(written);
  }
}
