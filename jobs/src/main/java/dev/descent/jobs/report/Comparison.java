package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.CsvTable;
import dev.descent.jobs.run.RunFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Several runs side by side. */
public final class Comparison {
  private static final int LARGEST = 100;

  private final List<RunFiles> runs;
  private final List<String> names;

  private Comparison(List<RunFiles> runs) {
    this.runs = runs;
    this.names = names(runs);
  }

  /** The page about {@code runs}, in their order: HTML that needs no other file. */
  public static String of(List<RunFiles> runs) {
    Comparison comparison = new Comparison(runs);
    return Page.of("Comparison of " + runs.size() + " runs", comparison.toMap());
  }

  /** By a letter, and the name of the job where there are several. */
  private static List<String> names(List<RunFiles> runs) {
    boolean several = runs.stream().map(Comparison::job).distinct().count() > 1;
    return IntStream.range(0, runs.size())
        .mapToObj(
            i -> {
              String letter = String.valueOf((char) ('A' + i));
              return several ? letter + " " + job(runs.get(i)) : letter;
            })
        .toList();
  }

  private static String job(RunFiles files) {
    return files.run().path("name").asText();
  }

  /** What the page shows. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    Set<String> jobs = new LinkedHashSet<>(runs.stream().map(Comparison::job).toList());
    map.put("title", String.join(", ", jobs));
    map.put("kicker", "comparison of " + runs.size() + " runs");
    map.put("ending", ending().toMap());
    map.put("sections", sections().stream().map(Section::toMap).toList());
    return map;
  }

  private Ending ending() {
    long models = models();
    String line =
        models == 1
            ? "All runs have the same parameters, to the last bit."
            : "The runs have " + Show.count(models, "different model") + ".";
    return new Ending(Ending.Tone.GOOD, "Compared", List.of(line));
  }

  private long models() {
    return runs.stream().map(f -> f.run().path("parametersSha256").asText()).distinct().count();
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("runs", "The runs", List.of(overview())));
    sections.add(new Section("metrics", "Metrics", List.of(metrics())));
    List<Part> charts = charts();
    if (!charts.isEmpty()) {
      sections.add(new Section("charts", "Training and curves", charts));
    }
    sections.add(new Section("settings", "Settings that differ", List.of(settings())));
    sections.add(new Section("time", "Time and machine", List.of(time())));
    return sections;
  }

  private Part overview() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      JsonNode run = runs.get(i).run();
      Ending ending = Ending.of(run, runs.get(i).decision());
      rows.add(
          List.of(
              names.get(i),
              run.path("run").asText(),
              run.path("command").asText(),
              ending.word(),
              String.join(" ", ending.lines())));
    }
    return new Part.Table("", List.of("", "run", "command", "outcome", ""), rows, "");
  }

  private Part metrics() {
    List<Measures> all = runs.stream().map(files -> new Measures(files.metrics())).toList();
    List<List<Object>> rows = new ArrayList<>();
    List<List<Integer>> best = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      List<Double> values = all.stream().map(measures -> measures.value(metric)).toList();
      if (values.stream().anyMatch(Double::isFinite)) {
        List<Object> row = new ArrayList<>(List.of(metric.title()));
        values.forEach(value -> row.add(Double.isFinite(value) ? value : ""));
        rows.add(row);
        best.add(best(metric, values));
      }
    }
    Set<String> sides = new LinkedHashSet<>();
    all.forEach(measures -> sides.add(measures.rows()));
    String note = "Measured on the " + String.join(" or ", sides) + ". The best is in bold.";
    return new Part.Table("", columns(""), rows, note, best);
  }

  /** The columns of the best of all values; none where they are the same, or none is better. */
  private static List<Integer> best(Metric metric, List<Double> values) {
    List<Double> finite = values.stream().filter(Double::isFinite).toList();
    boolean same = finite.stream().distinct().count() < 2;
    if (same || metric.better() == Metric.Better.NEITHER) {
      return List.of();
    }
    double sign = metric.better() == Metric.Better.MORE ? 1 : -1;
    double most = finite.stream().mapToDouble(value -> sign * value).max().orElseThrow();
    return IntStream.range(0, values.size())
        .filter(i -> sign * values.get(i) == most)
        .mapToObj(i -> 1 + i)
        .toList();
  }

  private List<String> columns(String first) {
    List<String> columns = new ArrayList<>(List.of(first));
    columns.addAll(names);
    return columns;
  }

  private List<Part> charts() {
    List<Part> parts = new ArrayList<>();
    LineChart.Axes epochs = new LineChart.Axes(Axis.of("epoch"), Axis.of("mean loss"));
    List<LineChart> charts =
        List.of(
            LineChart.of("Objective by epoch", "", epochs, histories("objective")),
            LineChart.of("Validation loss by epoch", "", epochs, histories("validationLoss")),
            CurveParts.roc(lines(files -> one(files.curve("roc"), "fallOut", "recall"))),
            CurveParts.pr(lines(files -> one(files.curve("pr"), "recall", "precision"))));
    LandscapeParts.together(runs, names).ifPresent(parts::add);
    charts.stream().filter(LineChart::isWorthDrawing).forEach(parts::add);
    return parts;
  }

  private List<Series> histories(String field) {
    return lines(files -> List.of(new HistoryParts(files.history(), List.of()).series("", field)));
  }

  /** The curve of two classes; those of several are too many to lie over each other. */
  private static List<Series> one(CsvTable table, String x, String y) {
    return table.columns().contains("class") ? List.of() : CurveParts.lines(table, x, y);
  }

  private List<Series> lines(Function<RunFiles, List<Series>> of) {
    List<Series> lines = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Series line : of.apply(runs.get(i))) {
        lines.add(new Series(names.get(i), line.x(), line.y()));
      }
    }
    return lines;
  }

  private Part settings() {
    List<Map<String, String>> all = runs.stream().map(files -> JobLines.of(files.job())).toList();
    Set<String> keys = new TreeSet<>();
    all.forEach(settings -> keys.addAll(settings.keySet()));
    List<List<Object>> rows = new ArrayList<>();
    for (String key : keys) {
      List<String> values = all.stream().map(settings -> settings.getOrDefault(key, "–")).toList();
      if (values.stream().distinct().count() > 1) {
        List<Object> row = new ArrayList<>(List.of(key));
        values.forEach(value -> row.add(Show.name(value)));
        rows.add(row);
      }
    }
    return rows.isEmpty()
        ? new Part.Words("The job files are the same in every setting.")
        : new Part.Table("", columns("key"), rows.stream().limit(LARGEST).toList(), "");
  }

  private Part time() {
    List<Map<String, Object>> all = runs.stream().map(Comparison::times).toList();
    Set<String> keys = new LinkedHashSet<>();
    all.forEach(times -> keys.addAll(times.keySet()));
    List<List<Object>> rows = new ArrayList<>();
    for (String key : keys) {
      List<Object> row = new ArrayList<>(List.of(key));
      all.forEach(times -> row.add(times.getOrDefault(key, "")));
      rows.add(row);
    }
    return new Part.Table("", columns(""), rows, "");
  }

  private static Map<String, Object> times(RunFiles files) {
    JsonNode run = files.run();
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("Seconds", run.path("seconds").asDouble());
    run.path("timings")
        .properties()
        .forEach(phase -> times.put("of them " + phase.getKey(), phase.getValue().asDouble()));
    times.put("Epochs", run.path("epochs").asDouble());
    times.put("Master", run.at("/provenance/master").asText());
    times.put("Began", Show.time(run.path("started").asText()));
    times.putAll(OriginParts.facts(run));
    times.remove("Run");
    times.computeIfPresent(OriginParts.PARAMETERS, (name, sha) -> sha.toString().substring(0, 12));
    return times;
  }
}
