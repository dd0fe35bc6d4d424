package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.RunFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Where training went over the objective of two parameters. */
final class LandscapeParts {
  private static final int POINTS = 2000;

  /** How near to each other numbers are that different solvers find at one optimum. */
  private static final double SAME = 1e-5;

  private static final String COEFFICIENTS = "coefficients";
  private static final String INTERCEPTS = "intercepts";

  private LandscapeParts() {}

  /** The way of one run. */
  static Optional<Section> section(JsonNode landscape) {
    return landscape.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "landscape", "Over the objective", List.of(chart(Map.of("training", landscape)))));
  }

  /** The ways of several runs over one objective; empty where fewer than two have that. */
  static Optional<Part> together(List<RunFiles> runs, List<String> names) {
    Map<String, JsonNode> ways = new LinkedHashMap<>();
    List<JsonNode> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      JsonNode landscape = runs.get(i).landscape();
      if (!landscape.isMissingNode()) {
        ways.put(names.get(i), landscape);
        rows.add(runs.get(i).run().at("/provenance/dataFingerprint"));
      }
    }
    boolean one = rows.stream().distinct().count() == 1 && areOfOneObjective(ways.values());
    return Optional.of(ways).filter(all -> all.size() > 1 && one).map(LandscapeParts::chart);
  }

  private static boolean areOfOneObjective(Iterable<JsonNode> landscapes) {
    JsonNode first = landscapes.iterator().next();
    return StreamSupport.stream(landscapes.spliterator(), false)
        .allMatch(
            other ->
                other.path("feature").equals(first.path("feature"))
                    && leastOf(other) * (1 - SAME) <= leastOf(first)
                    && leastOf(first) * (1 - SAME) <= leastOf(other));
  }

  private static double leastOf(JsonNode landscape) {
    return Show.value(landscape.at("/optimum/objective"));
  }

  private static Part chart(Map<String, JsonNode> ways) {
    LandscapeChart.Ground ground =
        ways.values().stream()
            .map(LandscapeParts::ground)
            .max(Comparator.comparingDouble(LandscapeChart.Ground::area))
            .orElseThrow();
    int each = POINTS / ways.size();
    List<Series> series =
        ways.entrySet().stream().map(way -> series(way.getKey(), way.getValue(), each)).toList();
    String feature = ways.values().iterator().next().path("feature").asText();
    return new LandscapeChart(
        "Where training went",
        "From the ring to the dot, over bands of the objective, the stronger the less; "
            + (ground.least().isPresent() ? "it is least at the cross. " : "")
            + "Both parameters are on the scale of training.",
        new LineChart.Axes(Axis.of("coefficient of " + Show.name(feature)), Axis.of("intercept")),
        ground,
        series);
  }

  private static LandscapeChart.Ground ground(JsonNode landscape) {
    List<double[]> heights = new ArrayList<>();
    landscape.path("objective").forEach(row -> heights.add(numbers(row)));
    JsonNode optimum = landscape.path("optimum");
    Optional<double[]> least =
        optimum.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new double[] {
                  optimum.path("coefficient").asDouble(), optimum.path("intercept").asDouble()
                });
    return new LandscapeChart.Ground(
        numbers(landscape.path(COEFFICIENTS)), numbers(landscape.path(INTERCEPTS)), heights, least);
  }

  /** Every k-th step and the last one. */
  private static Series series(String name, JsonNode landscape, int most) {
    JsonNode way = landscape.path("trajectory");
    int every = (way.size() + most - 1) / most;
    int[] kept =
        IntStream.range(0, way.size()).filter(i -> i % every == 0 || i == way.size() - 1).toArray();
    return new Series(
        name,
        IntStream.of(kept).mapToDouble(i -> way.get(i).path(1).asDouble()).toArray(),
        IntStream.of(kept).mapToDouble(i -> way.get(i).path(2).asDouble()).toArray());
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToDouble(Show::value).toArray();
  }
}
