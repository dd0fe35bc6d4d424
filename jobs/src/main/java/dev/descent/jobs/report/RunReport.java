package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.RunFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of one run. */
public final class RunReport {
  private final RunFiles files;
  private final Costs costs;

  private RunReport(RunFiles files, Costs costs) {
    this.files = files;
    this.costs = costs;
  }

  /**
   * The page about a run: HTML that needs no other file.
   *
   * @param costs of the two errors, for the slider of the threshold to begin with
   */
  public static String of(RunFiles files, Costs costs) {
    return Page.of(title(files.run()), new RunReport(files, costs).toMap());
  }

  private static String title(JsonNode run) {
    return run.path("name").asText() + " " + run.path("run").asText();
  }

  /** What the page shows. */
  Map<String, Object> toMap() {
    JsonNode run = files.run();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", run.path("name").asText());
    map.put("kicker", run.path("command").asText() + " · run " + run.path("run").asText());
    map.put("ending", Ending.of(run, files.decision()).toMap());
    map.put("sections", sections().stream().map(Section::toMap).toList());
    return map;
  }

  private List<Section> sections() {
    JsonNode run = files.run();
    JsonNode model = files.model();
    Measures measures = new Measures(files.metrics());
    HistoryParts history = new HistoryParts(files.history(), files.strengths());
    List<Section> sections = new ArrayList<>();
    new DecisionParts(files.decision()).section().ifPresent(sections::add);
    new TuneParts(files.leaderboard()).section().ifPresent(sections::add);
    measures.section().ifPresent(sections::add);
    new DataParts(run, model).section().ifPresent(sections::add);
    history.section(run.path("strength").asDouble()).ifPresent(sections::add);
    LandscapeParts.section(files.landscape()).ifPresent(sections::add);
    StrengthLines lines = new StrengthLines(files.strengths(), run.path("strength").asDouble());
    new CoefficientParts(model).section(lines).ifPresent(sections::add);
    classes(measures, model).ifPresent(sections::add);
    new RegressionParts(files, measures).section().ifPresent(sections::add);
    new RowParts(files, measures).section().ifPresent(sections::add);
    new SliceParts(measures.last().path("slices")).section().ifPresent(sections::add);
    sections.add(new TimeParts(run, history).section());
    sections.add(new OriginParts(files).section());
    return sections;
  }

  private Optional<Section> classes(Measures measures, JsonNode model) {
    List<Part> parts = new ArrayList<>();
    JsonNode named = model.has("classes") ? model : files.run();
    ClassParts classes = new ClassParts(measures.last(), named, files.job());
    Optional<ThresholdPart> thresholds =
        ThresholdPart.of(files.curve("thresholds"), measures.last(), classes.labels(), costs);
    thresholds.ifPresent(parts::add);
    if (thresholds.isEmpty()) {
      parts.addAll(classes.parts());
    }
    parts.addAll(new CurveParts(files).parts());
    thresholds.map(ThresholdPart::chart).ifPresent(parts::add);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("classes", "Classes, on the " + measures.rows(), parts));
  }
}
