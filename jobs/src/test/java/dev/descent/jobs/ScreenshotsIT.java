package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the README, and the script that takes them. */
final class ScreenshotsIT {
  private static final Path TAKEN = Project.root().resolve("scripts/screenshots");
  private static final Map<String, Integer> WIDTHS =
      Map.of("terminal.png", 1100, "report.png", 1280, "classes.png", 1280);

  @TempDir private Path folder;

  @Test
  void theReadmeHasThemAll() throws IOException {
    String readme = Files.readString(Project.root().resolve("README.md"));
    for (String name : WIDTHS.keySet()) {
      assertThat(readme).contains("(scripts/screenshots/" + name + ")");
      assertThat(read(TAKEN.resolve(name)).getWidth()).isEqualTo(WIDTHS.get(name));
    }
  }

  @Test
  void theyAreTakenAgain() throws IOException {
    Assumptions.assumeTrue(Browser.isThere(), "neither chromium nor chromedriver is installed");
    Program.of("scripts/screenshots/take", folder.toString(), List.of()).run().with(0);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(WIDTHS.keySet());
    }
    for (String name : WIDTHS.keySet()) {
      BufferedImage picture = read(folder.resolve(name));
      assertThat(picture.getWidth()).isEqualTo(WIDTHS.get(name));
      assertThat(colours(picture)).as("something is drawn in " + name).isGreaterThan(100);
    }
  }

  private static BufferedImage read(Path file) throws IOException {
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture).as(file + " is a picture").isNotNull();
    return picture;
  }

  private static long colours(BufferedImage picture) {
    return IntStream.range(0, picture.getHeight())
        .flatMap(y -> IntStream.range(0, picture.getWidth()).map(x -> picture.getRGB(x, y)))
        .distinct()
        .count();
  }
}
