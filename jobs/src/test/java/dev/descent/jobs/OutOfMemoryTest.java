package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A driver without memory says so, as any other failure is said. */
final class OutOfMemoryTest {

  @Command(name = "descent", subcommands = Hungry.class)
  private static final class Root {}

  @Command(name = "hungry")
  private static final class Hungry implements Callable<Integer> {
    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() {
      throw new OutOfMemoryError(json ? "in words for programs" : "in words");
    }
  }

  @Test
  void isOneLineAndAnObject() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new Root())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionStrategy(Descent::perform)
            .setExecutionExceptionHandler(Descent::explain)
            .execute("hungry", "--json");
    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("descent: the driver ran out of its ")
        .endsWith("; give it more (--driver-memory)");
    JsonNode json = Invocation.read(out.toString());
    assertThat(json.get("command").asText()).isEqualTo("hungry");
    assertThat(json.get("exitCode").asInt()).isEqualTo(ExitCode.USAGE);
  }
}
