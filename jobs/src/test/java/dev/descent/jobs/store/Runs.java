package dev.descent.jobs.store;

import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.jobs.run.FinishedRun;
import dev.descent.loss.Squared;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.network.Linear;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs to publish, each with a model of its own. */
final class Runs {
  static final Clock NOON = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  private Runs() {}

  /** A run whose model has the weight {@code weight}. */
  static FinishedRun of(String id, double weight) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("run.json", text("{\"run\":\"" + id + "\"}"));
    files.put("metrics.json", text("{\"test\":{\"r2\":0.5}}"));
    files.putAll(ModelFiles.write(model(weight)));
    String sha256 = ModelFiles.parametersSha256(model(weight).parameters());
    return new FinishedRun(id, "job", sha256, files, Optional.empty());
  }

  static Model model(double weight) {
    return new Model(
        "linear",
        new Linear(1, true),
        new Squared(),
        new double[] {weight, 0},
        new Encoding(List.of("a"), 1, Standardizer.none(1)),
        Optional.empty());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
