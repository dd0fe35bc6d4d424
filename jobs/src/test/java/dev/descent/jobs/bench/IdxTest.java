package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.source.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxTest {
  @TempDir private Path folder;

  @Test
  void bytesComeInTheOrderOfTheFile() {
    byte[] values = {1, 2, 3, (byte) 255, 5, 6, 7, 8, 9, 10, 11, 12};
    Idx idx = Idx.read(write(0x803, new int[] {3, 2, 2}, values), 3);
    assertThat(idx.sizes()).containsExactly(3, 2, 2);
    assertThat(idx.values()).isEqualTo(values);
    assertThat(idx.width()).isEqualTo(4);
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    Path labels = write(0x801, new int[] {2}, new byte[2]);
    assertThatThrownBy(() -> Idx.read(labels, 3))
        .isInstanceOf(DataException.class)
        .hasMessage(
            labels
                + ": begins with 00000801, but an IDX file of bytes in 3 dimensions with 00000803");
  }

  @Test
  void aFileThatEndsEarlyIsRefused() {
    Path few = write(0x803, new int[] {3, 2, 2}, new byte[11]);
    assertThatThrownBy(() -> Idx.read(few, 3))
        .isInstanceOf(DataException.class)
        .hasMessage(few + ": 11 values where the header says [3, 2, 2]; fetch it again");
    Path header = write(0x803, new int[] {3, 2}, new byte[0]);
    assertThatThrownBy(() -> Idx.read(header, 3))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the file ends inside its header");
  }

  @Test
  void aHeaderThatClaimsTooMuchTakesNoRoom() {
    int most = Integer.MAX_VALUE;
    Path huge = write(0x803, new int[] {most, most, most}, new byte[4]);
    assertThatThrownBy(() -> Idx.read(huge, 3)).hasMessageContaining("4 values where the header");
  }

  @Test
  void aNegativeSizeIsRefused() {
    Path negative = write(0x801, new int[] {-2}, new byte[4]);
    assertThatThrownBy(() -> Idx.read(negative, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("dimension 0 has the size -2");
  }

  @Test
  void aFileWithMoreThanItSaysIsRefused() {
    Path many = write(0x801, new int[] {2}, new byte[3]);
    assertThatThrownBy(() -> Idx.read(many, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more than 2 values where the header says [2]");
  }

  @Test
  void aCutOrMissingGzipFileIsRefused() throws IOException {
    Path whole = write(0x801, new int[] {5000}, noise(5000));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Idx.read(cut, 1)).isInstanceOf(DataException.class);
    Path plain = Files.writeString(folder.resolve("plain.gz"), "no gzip");
    assertThatThrownBy(() -> Idx.read(plain, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be read");
    Path missing = folder.resolve("missing.gz");
    assertThatThrownBy(() -> Idx.read(missing, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(missing + ": there is no such file");
  }

  @Test
  void sizesAndValuesGoTogether() {
    assertThatThrownBy(() -> new Idx(new int[] {2, 3}, new byte[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[2, 3] are 6 values, but there are 5");
  }

  private static byte[] noise(int n) {
    byte[] values = new byte[n];
    for (int i = 0; i < n; i++) {
      values[i] = (byte) ((i * i * 31) >> 3);
    }
    return values;
  }

  private Path write(int magic, int[] sizes, byte[] values) {
    return IdxFiles.write(folder.resolve("a" + sizes.length + ".gz"), magic, sizes, values);
  }
}
