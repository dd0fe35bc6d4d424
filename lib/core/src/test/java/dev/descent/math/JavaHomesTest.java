package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDKs {@link KernelBitsTest} covers. */
class JavaHomesTest {
  private final Path running = Path.of(System.getProperty("java.home"));

  @Test
  void aHomeCountsOnceAndOnlyIfItIsAJdk(@TempDir Path noJdk) throws IOException {
    Path real = running.toRealPath();
    assertThat(JavaHomes.of(real, List.of(noJdk, running))).containsExactly(real);
    assertThat(JavaHomes.all()).startsWith(real).doesNotHaveDuplicates();
  }

  @Test
  void aListedHomeMustBeAJdk(@TempDir Path noJdk) {
    assertThat(JavaHomes.listed(running + File.pathSeparator)).containsExactly(running);
    assertThatThrownBy(() -> JavaHomes.listed(running + File.pathSeparator + noJdk))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DESCENT_TEST_JDKS must list homes of JDK 17 or later, but one was " + noJdk);
  }
}
