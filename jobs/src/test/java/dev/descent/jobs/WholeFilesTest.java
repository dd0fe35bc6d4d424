package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.run.Storage;
import dev.descent.jobs.run.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job file that somebody trains: half of it would be worse than none. */
final class WholeFilesTest {
  private static final String CONTENT = "name = best\n";

  @TempDir private Path folder;

  @AfterEach
  void heal() {
    FaultyDisk.fail(-1, FaultyDisk.Fault.BEFORE);
  }

  /** What is found after every operation has failed once, in both ways. */
  private Set<String> found(BiConsumer<Storage, byte[]> write) throws IOException {
    Set<String> found = new HashSet<>();
    for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
      boolean failed = true;
      for (int operation = 0; failed; operation++) {
        Path place = Files.createDirectories(folder.resolve(fault + "/" + operation));
        FaultyDisk.fail(operation, fault);
        try (Storage storage = Storage.at("faulty://" + place, FaultyDisk.settings())) {
          write.accept(storage, CONTENT.getBytes(StandardCharsets.UTF_8));
        } catch (StorageException e) {
          assertThat(e).hasMessageContaining("the disk is gone");
        }
        failed = !FaultyDisk.isArmed();
        Path file = place.resolve("best.conf");
        found.add(Files.exists(file) ? Files.readString(file) : "nothing");
      }
    }
    return found;
  }

  @Test
  void aFileIsThereWholeOrNotAtAll() throws IOException {
    assertThat(found((storage, content) -> storage.writeWhole("best.conf", content)))
        .containsExactlyInAnyOrder(CONTENT, "nothing");
  }

  @Test
  void aNaiveWriteLeavesHalfOfIt() throws IOException {
    assertThat(found((storage, content) -> storage.write("best.conf", content))).contains("");
  }
}
