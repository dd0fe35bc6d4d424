package dev.descent.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.retrain.Decision;
import dev.descent.jobs.retrain.Due;
import dev.descent.jobs.run.FinishedRun;
import dev.descent.jobs.run.Json;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.StoreState;
import dev.descent.jobs.store.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model store tells of earlier retraining.
 *
 * @param promoted every version that ever was promoted
 */
record Past(ModelStore store, StoreState state, Set<Integer> promoted) {

  /** A version that retraining made, and its decision.json. */
  record Told(Version version, JsonNode decision) {
    Decision outcome() {
      return Decision.ofOutcome(decision.path("decision").asText());
    }

    /** The reasons for it, one line each. */
    List<String> why() {
      List<String> why = new ArrayList<>();
      decision.path("why").forEach(line -> why.add(line.asText()));
      return why;
    }

    /** The champion that it was held against. */
    OptionalInt champion() {
      JsonNode champion = decision.path("champion");
      return champion.isInt() ? OptionalInt.of(champion.asInt()) : OptionalInt.empty();
    }

    Instant asOf() {
      return Instant.parse(decision.path("asOf").asText());
    }
  }

  /** As it is now. */
  static Past of(ModelStore store) {
    StoreState state = store.state();
    Set<Integer> promoted =
        store.history().stream()
            .filter(entry -> "promote".equals(entry.get("operation")))
            .map(entry -> (Integer) entry.get("version"))
            .collect(Collectors.toSet());
    return new Past(store, state, promoted);
  }

  /** What was trained last: the version with the last decision, or a champion that is newer. */
  Optional<Due.Last> last() {
    Optional<Version> champion = state.version(state.champion());
    if (champion.isEmpty()) {
      return Optional.empty();
    }
    Optional<Told> told = lastDone();
    if (told.isPresent() && told.get().version().number() >= champion.get().number()) {
      return told.map(
          one -> new Due.Last(one.asOf(), one.decision().path("data").path("rows").asLong()));
    }
    long rows = 0;
    for (JsonNode side : json(store, champion.get(), "run.json").path("rows")) {
      rows += side.asLong();
    }
    return Optional.of(new Due.Last(champion.get().published(), rows));
  }

  /** Whether the last decision was made as of {@code time}. */
  boolean endsAsOf(Instant time) {
    return lastDone().filter(told -> told.asOf().equals(time)).isPresent();
  }

  /** The last decision, if it is to promote and its run was stopped before that. */
  Optional<Told> unfinished() {
    return lastTold()
        .filter(told -> !isDone(told))
        .filter(told -> told.champion().equals(state.champion()));
  }

  /** What was decided of this data and job, if that was also done. */
  Optional<Told> decided(String about) {
    return newestFirst().stream()
        .filter(version -> version.decided().equals(Optional.of(about)))
        .map(this::told)
        .filter(this::isDone)
        .findFirst();
  }

  private Optional<Told> lastDone() {
    return newestFirst().stream()
        .filter(version -> version.decided().isPresent())
        .map(this::told)
        .filter(this::isDone)
        .findFirst();
  }

  /** A promotion that lost its race, or was stopped, is not. */
  private boolean isDone(Told told) {
    return told.outcome() != Decision.PROMOTE || promoted.contains(told.version().number());
  }

  private Optional<Told> lastTold() {
    return newestFirst().stream()
        .filter(version -> version.decided().isPresent())
        .findFirst()
        .map(this::told);
  }

  private List<Version> newestFirst() {
    return state.versions().values().stream()
        .sorted(Comparator.comparingInt(Version::number).reversed())
        .toList();
  }

  private Told told(Version version) {
    return new Told(version, json(store, version, FinishedRun.DECISION));
  }

  /** A file of a version. */
  static JsonNode json(ModelStore store, Version version, String file) {
    return Json.parse(new String(store.content(version, file), StandardCharsets.UTF_8));
  }

  /** Whether nothing happened in the store since {@code that}. */
  boolean isAsAt(Past that) {
    return state.entries() == that.state.entries();
  }
}
