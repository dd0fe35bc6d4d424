package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conversation with an engine, which is played by small programs here. */
final class EngineProcessTest {
  private static final BenchSettings SETTINGS =
      new BenchSettings(
          new BenchSettings.Choice(List.of("logistic"), BenchSettings.Size.USUAL),
          new BenchSettings.Folders(Optional.empty(), Optional.empty()),
          new BenchSettings.Rounds(1, 0),
          new BenchSettings.Jvm(1, "64m"));

  @TempDir private Path folder;

  /** Says back what it is asked, how it was started, and fails when it is told to. */
  static final class Echo {
    public static void main(String[] arguments) {
      System.err.println("started");
      Scanner in = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
      while (in.hasNextLine()) {
        String line = in.nextLine();
        System.out.println(
            line.contains("\"fail\"")
                ? "{\"failure\":\"told to\"}"
                : String.format(
                    "{\"reply\":{\"asked\":%s,\"kind\":\"%s\",\"threads\":\"%s\",\"library\":\"%s\"}}",
                    line,
                    arguments[1],
                    System.getenv("OPENBLAS_NUM_THREADS"),
                    System.getProperty("dev.ludovic.netlib.blas.nativeLib")));
      }
    }
  }

  /** Ends at once. */
  static final class Mute {
    public static void main(String[] arguments) {
      System.err.println("nothing to say");
    }
  }

  @Test
  void anEngineRepliesUntilItIsClosed() throws Exception {
    try (EngineProcess engine = start(EngineKind.MLLIB_OPENBLAS, Echo.class)) {
      for (String what : List.of("limits", "run")) {
        assertThat(engine.ask(what, Map.of("a", 1)))
            .hasToString(
                "{\"asked\":{\"a\":1,\"do\":\""
                    + what
                    + "\"},\"kind\":\"MLLIB_OPENBLAS\",\"threads\":\"1\",\"library\":\"libopenblas.so.0\"}");
      }
    }
    assertThat(Files.readString(folder.resolve("mllib-openblas.log"))).contains("started");
  }

  @Test
  void aFailureIsToldWithTheLog() {
    try (EngineProcess engine = start(EngineKind.MLLIB_JAVA, Echo.class)) {
      assertThat(engine.ask("limits", Map.of()).get("library").asText()).isEqualTo("none");
      assertThatThrownBy(() -> engine.ask("fail", Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("mllib java: told to; see " + folder.resolve("mllib-java.log"));
    }
  }

  @Test
  void anEngineThatEndsIsToldOf() {
    try (EngineProcess engine = start(EngineKind.DESCENT, Mute.class)) {
      assertThatThrownBy(() -> engine.ask("limits", Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("descent: it has ended; see " + folder.resolve("descent.log"));
    }
  }

  private EngineProcess start(EngineKind kind, Class<?> program) {
    return EngineProcess.start(kind, program, SETTINGS, folder);
  }
}
