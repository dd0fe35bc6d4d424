package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.source.DataException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MnistTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() {
    IdxFiles.writeDigits(folder, 20, 10);
  }

  @Test
  void filesThatFitAreTaken() {
    assertThatCode(() -> new Mnist(folder).check()).doesNotThrowAnyException();
  }

  @Test
  void everyImageNeedsItsLabel() {
    Path labels = folder.resolve("t10k-labels-idx1-ubyte.gz");
    IdxFiles.write(labels, 0x801, new int[] {9}, new byte[9]);
    assertThatThrownBy(() -> new Mnist(folder).check())
        .isInstanceOf(DataException.class)
        .hasMessage(folder + ": 10 images in t10k, but 9 labels");
  }

  @Test
  void labelsAreDigits() {
    Path labels = folder.resolve("t10k-labels-idx1-ubyte.gz");
    byte[] values = new byte[10];
    values[3] = (byte) 200;
    IdxFiles.write(labels, 0x801, new int[] {10}, values);
    assertThatThrownBy(() -> new Mnist(folder).check())
        .isInstanceOf(DataException.class)
        .hasMessage(folder + ": a label in t10k is 200");
  }

  @Test
  void imagesAreOfOneSize() {
    Path images = folder.resolve("t10k-images-idx3-ubyte.gz");
    IdxFiles.write(images, 0x803, new int[] {10, 2, 2}, new byte[40]);
    assertThatThrownBy(() -> new Mnist(folder).check())
        .isInstanceOf(DataException.class)
        .hasMessage(folder + ": images of 16 pixels to train on, but of 4 to test");
  }
}
