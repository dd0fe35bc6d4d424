package dev.descent.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a run on a local disk. */
final class StorageTest {
  private static final byte[] TEXT = "abc".getBytes(StandardCharsets.UTF_8);

  private final Configuration hadoop = new Configuration(false);
  private final Path folder;

  StorageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Storage storage() {
    return Storage.at(folder.resolve("run").toString(), hadoop);
  }

  @Test
  void aFileHasThePermissionsThatHadoopIsToldAndNoProgramSetsThem() throws IOException {
    hadoop.set("fs.permissions.umask-mode", "027");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      try (Storage files = storage()) {
        files.write("some/file", TEXT);
        files.writeWhole("whole", TEXT);
      }
      recording.stop();
      Path events = folder.resolve("events.jfr");
      recording.dump(events);
      assertThat(RecordingFile.readAllEvents(events)).isEmpty();
    }
    for (String name : List.of("some/file", "whole")) {
      Path file = folder.resolve("run").resolve(name);
      assertThat(file).hasBinaryContent(TEXT);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r-----");
    }
  }

  @Test
  void nothingLiesBesideAFile() {
    try (Storage files = storage()) {
      files.write("file", TEXT);
      files.writeWhole("whole", TEXT);
      assertThat(files.list("")).containsExactly("file", "whole");
    }
    assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.crc");
  }

  @Test
  void aFileThatIsThereStays() {
    try (Storage files = storage()) {
      files.write("file", TEXT);
      assertThatThrownBy(() -> files.write("file", new byte[9]))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith("cannot write " + folder.resolve("run/file") + ": ");
    }
    assertThat(folder.resolve("run/file")).hasBinaryContent(TEXT);
  }
}
