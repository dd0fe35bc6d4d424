package dev.descent.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.retrain.ColumnDrift;
import dev.descent.jobs.run.FinishedRun;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.StoredModel;
import dev.descent.jobs.store.Version;
import dev.descent.model.Model;
import dev.descent.model.ModelException;
import dev.descent.spark.data.ColumnProfile;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.TrainingProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far training rows have moved, by the profile that a model keeps of its own.
 *
 * @param train the table with the training rows of today
 */
record Drift(JobSpec spec, JobTables tables, Table train) {
  private static final int FORMAT = 1;

  /** Whether the job has a gate for it. */
  static boolean isGated(JobSpec spec) {
    return spec.retrain().filter(r -> r.gates().driftPsiAtMost().isPresent()).isPresent();
  }

  private boolean isAsked() {
    return isGated(spec) || spec.retrain().filter(r -> r.when().driftPsi().isPresent()).isPresent();
  }

  /** What profile.json holds of a model that was trained on these rows, if the job asks for it. */
  Optional<Map<String, Object>> profile(Model model) {
    if (!isAsked()) {
      return Optional.empty();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("columns", of(model).fitted().stream().map(Drift::toMap).toList());
    return Optional.of(json);
  }

  private TrainingProfile of(Model model) {
    return new TrainingProfile(
        train,
        tables.target().beforeClasses(),
        model.encoding().expansion(),
        spec.training().depth());
  }

  private static Map<String, Object> toMap(ColumnProfile profile) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("column", profile.column());
    json.put("kind", profile.kind().name().toLowerCase(Locale.ROOT));
    json.put("edges", profile.edges());
    json.put("counts", profile.counts());
    return json;
  }

  /**
   * Of every column since the rows that the champion of {@code store} was trained on; empty where
   * it was published without its profile.
   *
   * @throws ModelException if that is not one of its columns
   */
  Optional<List<ColumnDrift>> since(StoredModel champion, ModelStore store) {
    Version version = champion.version();
    return version.files().containsKey(FinishedRun.PROFILE)
        ? Optional.of(since(champion.model(), Past.json(store, version, FinishedRun.PROFILE)))
        : Optional.empty();
  }

  private List<ColumnDrift> since(Model champion, JsonNode profile) {
    List<ColumnProfile> then = parse(profile);
    List<ColumnProfile> now;
    try {
      now = of(champion).inBinsOf(then);
    } catch (IllegalArgumentException e) {
      throw new ModelException("profile.json of the champion: " + e.getMessage(), e);
    }
    return IntStream.range(0, then.size())
        .mapToObj(
            i ->
                ColumnDrift.of(
                    then.get(i).column(),
                    then.get(i).kind() == ColumnProfile.Kind.NUMBERS
                        ? ColumnDrift.Bins.ASCENDING
                        : ColumnDrift.Bins.APART,
                    then.get(i).counts(),
                    now.get(i).counts()))
        .toList();
  }

  private static List<ColumnProfile> parse(JsonNode json) {
    try {
      if (json.path("format").asInt() != FORMAT) {
        throw new IllegalArgumentException(
            "format must be " + FORMAT + ", but was " + json.path("format"));
      }
      List<ColumnProfile> columns = new ArrayList<>();
      for (JsonNode column : json.path("columns")) {
        List<Double> edges = new ArrayList<>();
        column.path("edges").forEach(edge -> edges.add(edge.asDouble(Double.NaN)));
        List<Long> counts = new ArrayList<>();
        column.path("counts").forEach(count -> counts.add(count.asLong(-1)));
        String kind = column.path("kind").asText().toUpperCase(Locale.ROOT);
        columns.add(
            new ColumnProfile(
                column.path("column").asText(), ColumnProfile.Kind.valueOf(kind), edges, counts));
      }
      return columns;
    } catch (IllegalArgumentException e) {
      throw new ModelException("profile.json of the champion: " + e.getMessage(), e);
    }
  }
}
