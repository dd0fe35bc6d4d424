package dev.descent.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** One run of the program inside this JVM: its exit code and what it printed. */
record Invocation(int exitCode, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Invocation of(String... arguments) {
    TestSession.spark();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Descent.run(List.of(arguments), new PrintWriter(out), new PrintWriter(err));
    return new Invocation(exitCode, out.toString(), err.toString());
  }

  /** The lines on standard error that tell of a failure. */
  List<String> complaints() {
    return err.lines().filter(line -> line.startsWith("descent: ")).toList();
  }

  /** Standard output as one JSON object. */
  JsonNode json() {
    return read(out);
  }

  /** The file {@code name} of the run as JSON. */
  JsonNode file(String name) {
    try {
      return JSON.readTree(run().resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run folder that --json named. */
  Path run() {
    return Path.of(json().get("run").asText().replaceFirst("^file:", ""));
  }

  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
