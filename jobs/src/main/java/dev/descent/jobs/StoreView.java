package dev.descent.jobs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.jobs.StoreLine.Said;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.StoreState;
import dev.descent.jobs.store.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A model store as {@code descent models} tells of it. */
final class StoreView {
  /** Of a SHA-256, what people compare. */
  private static final int SHOWN = 12;

  private final ModelStore store;
  private final StoreState state;

  private StoreView(ModelStore store, StoreState state) {
    this.store = store;
    this.state = state;
  }

  /** The store as it is now. */
  static StoreView of(ModelStore store) {
    return new StoreView(store, store.state());
  }

  /** All versions. */
  Said listed() {
    List<String> lines = new ArrayList<>();
    lines.add(line("version", "alias", "published", "run", "parameters"));
    state.versions().values().forEach(version -> lines.add(line(version)));
    if (state.versions().isEmpty()) {
      lines.set(0, "no version in " + store.path() + "; descent models publish makes one of a run");
    }
    Map<String, Object> json = head();
    json.put("versions", state.versions().values().stream().map(this::toMap).toList());
    return new Said(json, lines);
  }

  /** One version, its metrics, and the entries of the log that tell of it. */
  Said shown(int number) {
    Version version = store.version(number);
    List<Map<String, Object>> history =
        store.history().stream()
            .filter(
                entry ->
                    List.of("version", "expected").stream()
                        .anyMatch(key -> Integer.valueOf(number).equals(entry.get(key))))
            .toList();
    Map<String, Object> json = changed(version).json();
    json.putAll(toMap(version));
    json.put("history", history);
    List<String> lines = new ArrayList<>();
    lines.add(line("version", "alias", "published", "run", "parameters"));
    lines.add(line(version));
    history.forEach(
        entry ->
            lines.add(
                "  "
                    + entry.get("time")
                    + " "
                    + entry.get("operation")
                    + " version "
                    + entry.get("version")));
    return new Said(json, lines, metrics(version));
  }

  /** What became of a version. */
  Said changed(Version version, String... lines) {
    Map<String, Object> json = head();
    json.put("version", version.number());
    json.put("trainedBy", version.run());
    json.put("parametersSha256", version.parametersSha256());
    return new Said(json, List.of(lines));
  }

  /** That everything is whole, and what is left over. */
  List<String> verified(String name, List<String> left) {
    int count = state.versions().size();
    List<String> lines = new ArrayList<>();
    lines.add(
        name
            + ": "
            + count
            + (count == 1 ? " version and " : " versions and ")
            + state.entries()
            + " entries of the log are whole");
    lines.addAll(left);
    return lines;
  }

  /** Where it is, and who has which name. */
  Map<String, Object> head() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("store", store.path());
    json.put("champion", orNull(state.champion()));
    json.put("challenger", orNull(state.challenger()));
    return json;
  }

  private static @Nullable Integer orNull(OptionalInt version) {
    return version.isPresent() ? version.getAsInt() : null;
  }

  private Map<String, Object> toMap(Version version) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", version.number());
    json.put("aliases", state.aliases(version.number()));
    json.put("published", version.published().toString());
    json.put("trainedBy", version.run());
    json.put("parametersSha256", version.parametersSha256());
    return json;
  }

  private String line(Version version) {
    return line(
        String.valueOf(version.number()),
        String.join(", ", state.aliases(version.number())),
        version.published().toString(),
        version.run(),
        version.parametersSha256().substring(0, SHOWN));
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%7s  %-10s  %-24s  %-25s  %s", (Object[]) cells);
  }

  private Map<String, Map<String, Object>> metrics(Version version) {
    try {
      return new ObjectMapper()
          .readValue(store.content(version, "metrics.json"), new TypeReference<>() {});
    } catch (IOException e) {
      throw new IllegalStateException(
          "metrics.json of version " + version.number() + " is not JSON", e);
    }
  }
}
