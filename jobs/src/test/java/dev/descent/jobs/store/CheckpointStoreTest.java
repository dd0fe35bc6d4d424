package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.run.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints whose writer is stopped anywhere, and whose files are damaged at any byte. */
final class CheckpointStoreTest {
  @TempDir private Path folder;
  private final MemoryFiles memory = new MemoryFiles();

  /** In files of 3 numbers. */
  private static CheckpointStore store(StoreFiles files) {
    return new CheckpointStore(files, "job", 3);
  }

  private static Map<String, double[]> numbers(double value) {
    Map<String, double[]> vectors = new LinkedHashMap<>();
    vectors.put("counts", new double[] {value, -0.0});
    vectors.put("none", new double[0]);
    vectors.put("parameters", new double[] {value, Double.NaN, 1e-320, value, 7});
    return vectors;
  }

  private static void save(CheckpointStore store, int value) {
    store.save(Map.of("value", value), numbers(value));
  }

  /** What a program that comes later finds. */
  private static Optional<Integer> found(StoreFiles files) {
    return store(files).newest().map(CheckpointStoreTest::value);
  }

  /** The value that head and vectors agree on. */
  private static int value(Checkpoint read) {
    int value = (int) read.head().whole("value");
    Map<String, double[]> expected = numbers(value);
    assertThat(read.vectors().keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, vector) -> assertThat(read.vectors().get(name)).containsExactly(vector));
    return value;
  }

  private CheckpointStore opened() {
    CheckpointStore store = store(memory);
    store.newest();
    return store;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void numbersComeBackFromFilesOfAnySize(int numbersAFile) {
    CheckpointStore store = new CheckpointStore(memory, "job", numbersAFile);
    assertThat(store.newest()).isEmpty();
    save(store, 5);
    assertThat(found(memory)).contains(5);
    long files = memory.contents.keySet().stream().filter(name -> name.endsWith(".bin")).count();
    assertThat(files).isEqualTo((7 + numbersAFile - 1) / numbersAFile);
  }

  @Test
  void theLastTwoAreKept() {
    CheckpointStore store = opened();
    for (int value = 1; value <= 4; value++) {
      save(store, value);
      assertThat(found(memory)).contains(value);
    }
    assertThat(memory.list("job")).containsExactly("3", "4");
    CheckpointStore later = opened();
    save(later, 5);
    assertThat(memory.list("job")).containsExactly("4", "5");
    later.clear();
    assertThat(memory.contents).isEmpty();
    assertThat(found(memory)).isEmpty();
  }

  @Test
  void otherJobsAreLeftAlone() {
    save(opened(), 1);
    CheckpointStore other = new CheckpointStore(memory, "job-2", 3);
    assertThat(other.newest()).isEmpty();
    save(other, 2);
    other.clear();
    assertThat(found(memory)).contains(1);
  }

  @Test
  void onADiskTheyAreFilesOfTheJob() throws IOException {
    try (CheckpointStore store =
        CheckpointStore.open(folder.resolve("a b").toString(), "job", new Configuration(false))) {
      assertThat(store.newest()).isEmpty();
      save(store, 1);
      save(store, 2);
      save(store, 3);
      assertThat(store.newest().map(CheckpointStoreTest::value)).contains(3);
      assertThat(names(folder.resolve("a b/job"))).containsExactly("2", "3");
      assertThat(names(folder.resolve("a b/job/3")))
          .containsExactly("manifest.json", "numbers-1.bin");
      store.clear();
      assertThat(names(folder.resolve("a b/job"))).isEmpty();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Two bits of every byte of every file, and every length that is too short. */
  @Test
  void oneThatIsDamagedAnywhereLeavesTheOneBeforeIt() {
    CheckpointStore store = opened();
    save(store, 1);
    save(store, 2);
    int damages = 0;
    for (String name : List.copyOf(memory.contents.tailMap("job/2").keySet())) {
      byte[] content = content(name);
      for (int place = 0; place < content.length; place++) {
        for (byte[] damaged :
            List.of(
                flipped(content, place, 1),
                flipped(content, place, 0x20),
                Arrays.copyOf(content, place))) {
          memory.contents.put(name, damaged);
          CheckpointStore reader = store(memory);
          assertThat(reader.newest().map(CheckpointStoreTest::value)).contains(1);
          assertThat(reader.damaged())
              .singleElement()
              .asString()
              .isEqualTo(
                  "models/job/" + name + " is not what was written; it is damaged or was changed");
          damages++;
        }
      }
      memory.contents.put(name, content);
    }
    assertThat(damages).isGreaterThan(1000);
    assertThat(found(memory)).contains(2);
  }

  /** Numbers have no wrong bits: a reader that does not verify takes them as they are. */
  @Test
  void aReaderThatDoesNotVerifyWouldTakeOtherNumbers() {
    save(opened(), 1);
    byte[] content = content("job/1/numbers-1.bin");
    double[] naive = new double[3];
    new NumberFiles.Reader(List.of(naive)).read(flipped(content, 6, 1));
    assertThat(naive[0]).isNotEqualTo(1);
    new NumberFiles.Reader(List.of(naive)).read(content);
    assertThat(naive[0]).isEqualTo(1);
  }

  private byte[] content(String name) {
    return Objects.requireNonNull(memory.contents.get(name));
  }

  private static byte[] flipped(byte[] content, int place, int bits) {
    byte[] flipped = content.clone();
    flipped[place] ^= (byte) bits;
    return flipped;
  }

  @Test
  void theNextOneTakesThePlaceOfTheDamagedOne() {
    CheckpointStore store = opened();
    save(store, 1);
    save(store, 2);
    memory.contents.remove("job/2/numbers-1.bin");
    CheckpointStore later = opened();
    assertThat(later.damaged()).containsExactly("models/job/job/2/numbers-1.bin is gone");
    save(later, 3);
    assertThat(memory.list("job")).containsExactly("1", "3");
    assertThat(found(memory)).contains(3);
  }

  @Test
  void noneThatIsWholeIsNoFreshStart() {
    save(opened(), 1);
    memory.contents.put("job/1/manifest.json", new byte[0]);
    assertThatThrownBy(this::opened)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "models/job/job/1/manifest.json is not what was written; it is damaged or was changed;"
                + " no checkpoint in models/job/job is whole: remove the folder to start over");
  }

  /** With the hash that belongs to it: it is what another version has written. */
  @Test
  void oneOfAnotherFormatIsRefused() {
    CheckpointStore store = opened();
    save(store, 1);
    save(store, 2);
    String written = new String(content("job/2/manifest.json"), StandardCharsets.UTF_8);
    String line = written.lines().findFirst().orElseThrow().replace("\"format\":1", "\"format\":2");
    byte[] content = (line + "\n").getBytes(StandardCharsets.UTF_8);
    String sha256 = FileMark.of(content).sha256();
    memory.contents.put(
        "job/2/manifest.json", (line + "\n" + sha256 + "\n").getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(this::opened)
        .isInstanceOf(StoreRuleException.class)
        .hasMessage(
            "models/job/job/2/manifest.json is a checkpoint of format 2, but this version of"
                + " Descent reads format 1; go on with the version that wrote it, or remove the"
                + " folder to start over");
  }

  @Test
  void aSecondWriterIsNoticed() {
    save(opened(), 1);
    CheckpointStore one = opened();
    CheckpointStore other = opened();
    save(one, 2);
    assertThatThrownBy(() -> save(other, 3))
        .isInstanceOf(LostRaceException.class)
        .hasMessage(
            "another program has written the checkpoint models/job/job/2/numbers-1.bin; run one at a"
                + " time, or give each its own training.checkpoint.directory");
    assertThat(found(memory)).contains(2);
    save(one, 4);
    assertThat(found(memory)).contains(4);
  }

  @Test
  void whatTheDiskChangesIsNotCommitted() {
    StoreFiles changing =
        new PassingFiles(memory) {
          @Override
          public boolean putIfAbsent(String name, byte[] content) throws IOException {
            boolean last = name.equals("job/2/numbers-3.bin");
            return super.putIfAbsent(name, last ? flipped(content, 0, 1) : content);
          }
        };
    CheckpointStore store = store(changing);
    store.newest();
    save(store, 1);
    assertThatThrownBy(() -> save(store, 2))
        .isInstanceOf(StorageException.class)
        .hasMessage("models/job/job/2/numbers-3.bin does not read as it was written");
    assertThat(found(memory)).contains(1);
  }

  /** Whatever operation fails, what is found then is the last one or the one before it. */
  @ParameterizedTest
  @EnumSource(FailingFiles.Fault.class)
  void noFaultPointLosesMoreThanTheOneBeingWritten(FailingFiles.Fault fault) {
    int points = 0;
    boolean failed = true;
    for (int n = 0; failed; n++) {
      MemoryFiles files = new MemoryFiles();
      failed = failedOnce(new FailingFiles(files, n, fault), files);
      points += failed ? 1 : 0;
    }
    assertThat(points).isGreaterThan(30);
  }

  private static boolean failedOnce(StoreFiles failing, MemoryFiles files) {
    boolean failed = false;
    CheckpointStore store = store(failing);
    int saved = 0;
    for (int value = 0; value <= 5; value++) {
      try {
        if (value == 0) {
          store.newest();
        } else {
          save(store, value);
          saved = value;
        }
      } catch (StorageException e) {
        failed = true;
        assertThat(e).hasMessageContaining("the disk is full");
        int left = found(files).orElse(0);
        assertThat(left).isBetween(saved, value);
        store = store(failing);
        store.newest();
        saved = left;
      }
      assertThat(found(files).orElse(0)).isEqualTo(saved);
    }
    return failed;
  }

  /** The naive way: the old one goes before the new one is whole. */
  @Test
  void deletingBeforeTheNewOneIsWholeWouldShow() {
    boolean lost = false;
    for (int n = 0; n < 12; n++) {
      MemoryFiles files = new MemoryFiles();
      CheckpointStore store = store(new FailingFiles(files, n, FailingFiles.Fault.BEFORE));
      try {
        store.newest();
        save(store, 1);
        store.clear();
        save(store, 2);
      } catch (StorageException e) {
        lost |= found(files).isEmpty() && n > 8;
      }
    }
    assertThat(lost).isTrue();
  }
}
