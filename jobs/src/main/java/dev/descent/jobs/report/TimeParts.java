package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a run took, and on what. */
final class TimeParts {
  private final JsonNode run;
  private final HistoryParts history;

  TimeParts(JsonNode run, HistoryParts history) {
    this.run = run;
    this.history = history;
  }

  Section section() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Facts("", facts()));
    List<String> names = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    run.path("timings")
        .properties()
        .forEach(
            phase -> {
              names.add(phase.getKey());
              seconds.add(phase.getValue().asDouble());
            });
    if (!names.isEmpty()) {
      parts.add(new BarChart("Seconds by phase", "seconds", names, seconds));
    }
    JsonNode settings = run.at("/provenance/sparkSettings");
    if (!settings.isEmpty()) {
      Map<String, Object> items = new LinkedHashMap<>();
      settings.properties().forEach(s -> items.put(s.getKey(), s.getValue().asText()));
      parts.add(new Part.Facts("Settings of Spark", items));
    }
    return new Section("time", "Time and machine", parts);
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("Began", Show.time(run.path("started").asText()));
    facts.put("Took", Show.seconds(run.path("seconds").asDouble()));
    double[] speeds = history.series("", "rowsPerSecond").y();
    if (speeds.length > 0) {
      double[] sorted = speeds.clone();
      Arrays.sort(sorted);
      facts.put("Rows per second, median", Show.number(sorted[sorted.length / 2]));
    }
    checkpoints(facts);
    JsonNode on = run.path("provenance");
    facts.put("Master", on.path("master").asText());
    facts.put("Processor", on.path("cpu").asText() + ", " + on.path("cores").asText() + " cores");
    return facts;
  }

  private void checkpoints(Map<String, Object> facts) {
    JsonNode checkpoints = run.path("checkpoints");
    if (!checkpoints.isEmpty()) {
      String written = checkpoints.path("written").asText();
      String seconds = Show.seconds(checkpoints.path("seconds").asDouble());
      String waited = Show.seconds(run.at("/timings/checkpoint").asDouble());
      facts.put(
          "Checkpoints",
          written + " written in " + seconds + " beside training, which waited " + waited);
    }
    if (run.path("resumed").size() > 0) {
      facts.put("Resumed", Show.count(run.path("resumed").size(), "time"));
    }
  }
}
