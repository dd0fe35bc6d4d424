package dev.descent.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full disk as Hadoop tells of it. */
final class DiskStreamTest {
  private static final Path FULL = Path.of("/dev/full");

  private static OutputStream full() throws IOException {
    RawLocalFileSystem disk = new RawLocalFileSystem();
    disk.initialize(URI.create("file:///"), new Configuration(false));
    return disk.append(new org.apache.hadoop.fs.Path(FULL.toString()), 4, null);
  }

  private static void write(OutputStream to, int bytes) throws IOException {
    try (OutputStream out = to) {
      out.write(new byte[bytes]);
      out.write(7);
      out.flush();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 100})
  void aFullDiskIsAnIoException(int bytes) {
    assumeTrue(Files.exists(FULL), "there is no /dev/full on this system");
    assertThatThrownBy(() -> write(new DiskStream(full()), bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
    assertThatThrownBy(() -> write(full(), bytes)).isInstanceOf(FSError.class);
  }

  @Test
  void whatIsWrittenArrives() throws IOException {
    ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    try (OutputStream out = new DiskStream(new BufferedOutputStream(arrived))) {
      out.write('a');
      out.write("bcd".getBytes(StandardCharsets.UTF_8), 1, 2);
      out.flush();
      assertThat(arrived).hasToString("acd");
      out.write('e');
    }
    assertThat(arrived).hasToString("acde");
  }
}
