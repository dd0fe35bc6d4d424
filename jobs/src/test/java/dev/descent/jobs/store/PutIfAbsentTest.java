package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.run.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways of making a whole file where there is none. */
final class PutIfAbsentTest {
  private static final int WRITERS = 8;

  @TempDir private java.nio.file.Path folder;

  private static <F extends FileSystem> F open(F files) {
    try {
      files.initialize(URI.create("file:///"), new Configuration(false));
      files.setWriteChecksum(false);
      return files;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static PutIfAbsent way(String name) throws IOException {
    return switch (name) {
      case "link" -> new LinkedFile();
      case "rename" ->
          new RenamedFile(FileContext.getFileContext(URI.create("file:///"), new Configuration()));
      case "condition" -> new ConditionalObject(open(new ConditionalDisk()));
      case "lost answer" -> new ConditionalObject(open(new ConditionalDisk().losingAnswers()));
      default -> new SoleWriterFile(open(new RawLocalFileSystem()));
    };
  }

  private Path path(String name) {
    return new Path(folder.toUri().toString(), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "rename", "condition", "one writer"})
  void theFirstFileStays(String name) throws IOException {
    PutIfAbsent way = way(name);
    assertThat(way.put(path("a/b/file"), new byte[] {1, 2})).isTrue();
    assertThat(way.put(path("a/b/file"), new byte[] {3})).isFalse();
    assertThat(Files.readAllBytes(folder.resolve("a/b/file"))).containsExactly(1, 2);
    try (Stream<java.nio.file.Path> left = Files.list(folder.resolve("a/b"))) {
      assertThat(
              left.map(file -> file.getFileName().toString())
                  .filter(file -> !file.endsWith(".crc")))
          .containsExactly("file");
    }
  }

  @Test
  void aFileWhoseAnswerWasLostIsThere() throws IOException {
    assertThat(way("lost answer").put(path("file"), new byte[] {1})).isFalse();
    assertThat(Files.readAllBytes(folder.resolve("file"))).containsExactly(1);
  }

  @Test
  void aConnectorWithoutConditionsIsRefused() {
    ConditionalObject way = new ConditionalObject(open(new ConditionalDisk().withoutConditions()));
    assertThatThrownBy(() -> way.put(path("file"), new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("conditional creation is not available")
        .hasMessageContaining("fs.s3a.create.conditional.enabled");
  }

  @Test
  void aServerThatIgnoresConditionsIsRefusedBeforeAnythingIsThere() throws IOException {
    ConditionalDisk disk = open(new ConditionalDisk().ignoringConditions());
    ConditionalObject way = new ConditionalObject(disk);
    assertThatThrownBy(() -> way.put(path("file"), new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("although it is told not to (If-None-Match)");
    assertThat(folder).isEmptyDirectory();
    // What the second of two writers would do there to the first.
    Files.write(folder.resolve("file"), new byte[] {1});
    disk.createFile(path("file"))
        .must(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true)
        .build()
        .close();
    assertThat(folder.resolve("file")).isEmptyFile();
  }

  /** A file system that is only like the one on a local disk. */
  private static final class AlmostLocal extends RawLocalFileSystem {}

  @Test
  void theVeryClassDecides() throws IOException {
    assertThat(HadoopFiles.way(open(new LocalFileSystem()), Writers.ANY))
        .isInstanceOf(LinkedFile.class);
    assertThat(HadoopFiles.way(open(new RawLocalFileSystem()), Writers.ONE))
        .isInstanceOf(LinkedFile.class);
    FileSystem other = open(new AlmostLocal());
    assertThat(HadoopFiles.way(other, Writers.ONE)).isInstanceOf(SoleWriterFile.class);
    PutIfAbsent refused = HadoopFiles.way(other, Writers.ANY);
    assertThatThrownBy(() -> refused.put(path("file"), new byte[] {1}))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("output.store.path: cannot write file:")
        .hasMessageContaining("AlmostLocal two writers at once could not be kept apart")
        .hasMessageEndingWith(
            "set output.store.single-writer = true if only one program writes at a time");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "condition"})
  void ofRacingWritersExactlyOneWins(String name) throws Exception {
    PutIfAbsent way = way(name);
    for (int round = 0; round < 50; round++) {
      Path file = path("file" + round);
      assertThat(winners(way, file)).hasSize(1);
    }
  }

  /** Hadoop's creation without overwriting on a local disk, to which the race must show. */
  @Test
  void creatingWithoutOverwritingLetsSeveralWin() throws Exception {
    FileSystem files = open(new RawLocalFileSystem());
    PutIfAbsent naive =
        (target, content) -> {
          try (OutputStream out = files.create(target, false)) {
            out.write(content);
            return true;
          } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
          }
        };
    int most = 0;
    for (int round = 0; most < 2 && round < 10_000; round++) {
      most = Math.max(most, winners(naive, path("file" + round)).length);
    }
    assertThat(most).isGreaterThan(1);
  }

  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          WRITERS,
          work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });

  /** The writers that were told that the file is theirs; the file is the one of the first. */
  private static int[] winners(PutIfAbsent way, Path file) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(WRITERS);
    Stream<Callable<Boolean>> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(
                n ->
                    () -> {
                      byte[] content = new byte[1000];
                      Arrays.fill(content, (byte) n);
                      barrier.await();
                      return way.put(file, content);
                    });
    var told = POOL.invokeAll(writers.toList());
    boolean[] won = new boolean[WRITERS];
    for (int n = 0; n < WRITERS; n++) {
      Future<Boolean> future = told.get(n);
      won[n] = future.get();
    }
    int[] winners = IntStream.range(0, WRITERS).filter(n -> won[n]).toArray();
    if (winners.length == 1) {
      byte[] content = Files.readAllBytes(java.nio.file.Path.of(file.toUri().getPath()));
      assertThat(content).hasSize(1000).containsOnly(winners[0]);
    }
    return winners;
  }
}
