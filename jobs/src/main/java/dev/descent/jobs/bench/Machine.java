package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Provenance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.spark.package$;

/**
 * The machine, and what it gives at best.
 *
 * @param facts what runs on what
 * @param bandwidth bytes read from memory in 10^9 a second, by the number of threads
 * @param limits that each engine's JVM has found
 * @param session how long a JVM takes in which a Spark session starts and stops
 */
record Machine(
    Map<String, Object> facts,
    Map<Integer, Double> bandwidth,
    Map<EngineKind, JsonNode> limits,
    Times session) {

  /** Measured while {@code engines} have nothing else to do. */
  static Machine of(
      BenchSettings settings,
      List<EngineProcess> engines,
      Times session,
      Consumer<String> progress) {
    Map<EngineKind, JsonNode> limits = new EnumMap<>(EngineKind.class);
    for (EngineProcess engine : engines) {
      limits.put(engine.kind(), engine.ask("limits", Map.of()));
      progress.accept("limits of " + engine.kind().words() + " measured");
    }
    Map<Integer, Double> bandwidth = new LinkedHashMap<>();
    for (int threads : List.of(1, 2)) {
      bandwidth.put(threads, Limits.readBandwidth(threads));
    }
    Map<String, Object> facts =
        Provenance.of(package$.MODULE$.SPARK_VERSION(), "local[" + settings.jvm().threads() + "]");
    facts.put("heap", settings.jvm().heap());
    return new Machine(facts, bandwidth, limits, session);
  }

  /** Whether an engine has found the BLAS that it is to use. */
  boolean has(EngineKind kind) {
    return kind.accepts(found(kind).required("blas").asText());
  }

  private JsonNode found(EngineKind kind) {
    return Objects.requireNonNull(limits.get(kind));
  }

  /** The object of --json. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>(facts);
    Map<String, Object> read = new LinkedHashMap<>();
    bandwidth.forEach((threads, rate) -> read.put(threads.toString(), rate));
    json.put("readGigabytesPerSecond", read);
    json.put("emptySessionSeconds", session.median());
    Map<String, Object> engines = new LinkedHashMap<>();
    limits.forEach((kind, found) -> engines.put(kind.words(), found));
    json.put("engines", engines);
    return json;
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%s, %s cores; Java %s, Spark %s, %s, heap %s",
            facts.get("cpu"),
            facts.get("cores"),
            facts.get("java"),
            facts.get("spark"),
            facts.get("master"),
            facts.get("heap")));
    bandwidth.forEach(
        (threads, rate) ->
            lines.add(
                String.format(
                    Locale.ROOT, "  memory is read at %.1f GB/s on %d threads", rate, threads)));
    limits.forEach((kind, found) -> lines.add("  " + products(kind, found)));
    JsonNode spark = found(EngineKind.DESCENT);
    lines.add(
        String.format(
            Locale.ROOT,
            "  descent computes %.2f * 10^9 exponentials a second in float64, on one thread",
            spark.required("exp").asDouble()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  an empty Spark job takes %.1f ms, an empty treeAggregate %.1f ms, a JVM with an"
                + " empty session from start to end %.2f s",
            milliseconds(spark, "emptyJobSeconds"),
            milliseconds(spark, "emptyTreeAggregateSeconds"),
            session.median()));
    return lines;
  }

  private String products(EngineKind kind, JsonNode found) {
    return has(kind)
        ? String.format(
            Locale.ROOT,
            "%s multiplies matrices (%s) at %.1f GFLOPS in float32, %.1f in float64, and a tile"
                + " with a vector and back at %.1f in float32, on one thread",
            kind.words(),
            found.required("blas").asText(),
            found.required("sgemm").asDouble(),
            found.required("dgemm").asDouble(),
            found.required("sgemv").asDouble())
        : kind.words() + " is not measured: " + Result.NO_OPENBLAS;
  }

  private static double milliseconds(JsonNode found, String key) {
    return found.required(key).asDouble() * 1e3;
  }
}
