package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * An engine's JVM: a request a line, a reply a line, both JSON, until the requests end.
 *
 * <p>Requests: {@code {"do": "limits"}}; {@code {"do": "write", "workload", "tables", "data",
 * "keep"}}; {@code {"do": "run", "workload", "tables"}}. A reply is {@code {"reply": {..}}}, of a
 * run its outcome, {@value #WHOLE} and {@value #COMPILED}, or {@code {"failure": "why"}}.
 */
public final class EngineLoop {
  /** In the reply to a run: all seconds that it took, also those that do not count. */
  static final String WHOLE = "whole";

  /** In the reply to a run: the seconds that the compilers of this JVM worked meanwhile. */
  static final String COMPILED = "compiled";

  private static final double SECONDS_PER_MILLI = 1e-3;
  private static final double SECONDS_PER_NANO = 1e-9;

  private final SparkSession spark;
  private final Engine engine;
  private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();

  /** Of {@code kind}; {@code program} is Descent. */
  public EngineLoop(EngineKind kind, Program program, SparkSession spark) {
    this.spark = spark;
    this.engine = kind.start(program, spark);
  }

  /** Replies to all of {@code requests}. */
  public void run(BufferedReader requests, PrintWriter replies) {
    try {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        replies.println(Json.line(reply(Json.parse(line))));
        replies.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A failure is told to the other side, which ends the benchmark; here is its stack trace. Spark
   * throws exceptions that it does not declare.
   */
  private Map<String, Object> reply(JsonNode request) {
    try {
      return Map.of("reply", perform(request));
    } catch (Exception e) {
      e.printStackTrace();
      return Map.of("failure", String.valueOf(e));
    }
  }

  private Map<String, Object> perform(JsonNode request) throws IOException {
    String what = request.required("do").asText();
    if (what.equals("limits")) {
      return engine.limits();
    }
    Workload workload = Workloads.named(request.required("workload").asText());
    Tables tables = new Tables(Path.of(request.required("tables").asText()));
    if (what.equals("run")) {
      long compiled = compilers.getTotalCompilationTime();
      long start = System.nanoTime();
      Map<String, Object> reply = workload.run(engine, tables).toMap();
      reply.put(WHOLE, (System.nanoTime() - start) * SECONDS_PER_NANO);
      reply.put(COMPILED, (compilers.getTotalCompilationTime() - compiled) * SECONDS_PER_MILLI);
      return reply;
    }
    Optional<Path> data = Optional.ofNullable(request.get("data")).map(d -> Path.of(d.asText()));
    if (!tables.areWritten()) {
      tables.clear();
      workload.write(spark, data, tables);
      tables.noteWritten();
    }
    if (request.path("keep").asBoolean()) {
      workload
          .problem()
          .ifPresent(problem -> PeerFiles.of(tables).write(spark, tables.train(), problem));
    }
    return Map.of();
  }
}
