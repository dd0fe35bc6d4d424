package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JVM with one engine. It logs to a file, ends when it is closed, and is ended with this JVM. */
final class EngineProcess implements AutoCloseable {
  private final EngineKind kind;
  private final Path log;
  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader replies;

  private EngineProcess(EngineKind kind, Path log, Process process) {
    this.kind = kind;
    this.log = log;
    this.process = process;
    this.requests =
        new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Thread ender = new Thread(process::destroyForcibly, "end of " + kind.words());
    Runtime.getRuntime().addShutdownHook(ender);
  }

  /** Starts the JVM; its log goes into {@code folder}. */
  static EngineProcess start(
      EngineKind kind, Class<?> program, BenchSettings settings, Path folder) {
    Path log = folder.resolve(kind.word() + ".log");
    List<String> options = new ArrayList<>(kind.options());
    Startup.optionsOfThisJvm().stream().filter(Startup::isOfTheArchive).forEach(options::add);
    ProcessBuilder builder =
        new ProcessBuilder(
                Startup.java(settings, program, options, List.of("bench-engine", kind.name())))
            .redirectError(log.toFile());
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    try {
      return new EngineProcess(kind, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EngineKind kind() {
    return kind;
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @throws IllegalStateException if the engine fails or has ended
   */
  JsonNode ask(String what, Map<String, Object> arguments) {
    Map<String, Object> request = new LinkedHashMap<>(arguments);
    request.put("do", what);
    requests.println(Json.line(request));
    requests.flush();
    try {
      String line = replies.readLine();
      JsonNode reply = line == null ? null : Json.parse(line);
      if (reply == null || reply.has("failure")) {
        String why = reply == null ? "it has ended" : reply.get("failure").asText();
        throw new IllegalStateException(kind.words() + ": " + why + "; see " + log);
      }
      return reply.required("reply");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    requests.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
