package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StartupTest {

  @Test
  void enginesRunAsJobsDo() throws IOException {
    String options = String.join(" ", Startup.OPTIONS);
    assertThat(Files.readAllLines(Project.root().resolve("conf/spark/spark-defaults.conf")))
        .contains(
            "spark.driver.defaultJavaOptions    " + options,
            "spark.executor.defaultJavaOptions  " + options);
  }

  @Test
  void enginesHaveThePagesOfThisJvm() {
    String large = "-XX:+UseTransparentHugePages";
    String small = "-XX:-UseTransparentHugePages";
    assertThat(Startup.pages(List.of("-Xmx1g", large, "-Dx=y", small)))
        .containsExactly(large, small);
    assertThat(Startup.pages(List.of("-Xmx1g"))).isEmpty();
  }

  @Test
  void optionsOfTheArchiveAreKnown() throws IOException {
    assertThat(
            Stream.of("-Xmx1g", "-Xlog:gc", "-XX:SharedArchiveFile=x", "-Xlog:cds=off")
                .filter(Startup::isOfTheArchive))
        .containsExactly("-XX:SharedArchiveFile=x", "-Xlog:cds=off");
    assertThat(Files.readString(Project.root().resolve("scripts/descent")))
        .contains("-XX:SharedArchiveFile=$archive", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }
}
