package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.Project;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StartupTest {
  private static final String ALONE = "-XX:CompileCommand=dontinline,";

  @Test
  void enginesRunAsJobsDo() throws IOException {
    String options = String.join(" ", Startup.OPTIONS);
    assertThat(Files.readAllLines(Project.root().resolve("conf/spark/spark-defaults.conf")))
        .contains(
            "spark.driver.defaultJavaOptions    " + options,
            "spark.executor.defaultJavaOptions  " + options);
  }

  /** A JVM takes options for methods that nobody has, and says nothing. */
  @Test
  void optionsNameMethodsThatAreThere() throws ClassNotFoundException {
    List<String> methods =
        Startup.OPTIONS.stream()
            .filter(option -> option.startsWith(ALONE))
            .map(option -> option.substring(ALONE.length()))
            .toList();
    assertThat(methods).isNotEmpty();
    for (String method : methods) {
      String[] words = method.split("\\*::", -1);
      assertThat(Class.forName(words[0]).getDeclaredMethods())
          .extracting(Method::getName)
          .contains(words[1]);
    }
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
