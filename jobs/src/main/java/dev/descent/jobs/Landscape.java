package dev.descent.jobs;

import dev.descent.jobs.run.Json;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.solve.Lbfgs;
import dev.descent.solve.Metric;
import dev.descent.solve.Risks;
import dev.descent.solve.States;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The objective of a coefficient and an intercept, on the scale of training, around the way that
 * training took.
 *
 * @param objective at parameters [2]
 * @param optimum the parameters [2] where it is least, if a solver finds them
 */
record Landscape(ToDoubleFunction<double[]> objective, Optional<double[]> optimum) {
  /** Points of the grid along each parameter. */
  static final int SIDE = 40;

  private static final double MARGIN = 0.15;

  /** An optimum further off than so many times what the way spans is not shown. */
  private static final double FAR = 2;

  private static final int ITERATIONS = 100;
  private static final double SOLVED = 1e-10;

  /**
   * That of {@code objective} over the rows of {@code risk}, whose optimum is near {@code from}.
   */
  static Landscape of(Risk risk, Objective objective, double[] from) {
    return new Landscape(
        at -> objective.value(risk, at),
        Optional.of(least(new Risks(risk, Optional.empty()), objective, from))
            .filter(found -> DoubleStream.of(found).allMatch(Double::isFinite)));
  }

  private static double[] least(Risks risks, Objective objective, double[] from) {
    Lbfgs solver = new Lbfgs(SOLVED, Lbfgs.memoryFor(from.length), Metric.TRAIN_LOSS);
    States states = solver.states(risks, objective, solver.start(from));
    double[] found = states.next().parameters();
    for (int i = 0; i < ITERATIONS && states.hasNext(); i++) {
      found = states.next().parameters();
    }
    return found;
  }

  /** Where a parameter goes. */
  private record Span(double from, double to) {
    static Span of(Stream<double[]> points, int parameter) {
      double[] all = points.mapToDouble(point -> point[parameter]).toArray();
      return new Span(DoubleStream.of(all).min().orElse(0), DoubleStream.of(all).max().orElse(0));
    }

    boolean isNear(double value) {
      double reach = FAR * (to - from);
      return value >= from - reach && value <= to + reach;
    }

    Span widened() {
      double some = to > from ? MARGIN * (to - from) : Math.max(1, Math.abs(from)) * MARGIN;
      return new Span(from - some, to + some);
    }

    double[] grid() {
      double[] grid = new double[SIDE];
      for (int i = 0; i < SIDE; i++) {
        grid[i] = from + (to - from) * i / (SIDE - 1);
      }
      return grid;
    }
  }

  /**
   * The object of landscape.json.
   *
   * @param feature whose coefficient it is
   * @param points where training went, at least one
   */
  Map<String, Object> toMap(String feature, List<Trajectory.Point> points) {
    List<double[]> way = points.stream().map(Trajectory.Point::parameters).toList();
    Optional<double[]> near =
        optimum.filter(
            least ->
                Span.of(way.stream(), 0).isNear(least[0])
                    && Span.of(way.stream(), 1).isNear(least[1]));
    List<double[]> all = Stream.concat(way.stream(), near.stream()).toList();
    double[] coefficients = Span.of(all.stream(), 0).widened().grid();
    double[] intercepts = Span.of(all.stream(), 1).widened().grid();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("feature", feature);
    json.put("coefficients", coefficients);
    json.put("intercepts", intercepts);
    json.put("objective", values(coefficients, intercepts));
    near.ifPresent(least -> json.put("optimum", point(least)));
    json.put(
        "trajectory",
        points.stream()
            .map(point -> List.of(point.step(), point.parameters()[0], point.parameters()[1]))
            .toList());
    return json;
  }

  private Map<String, Object> point(double[] at) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("coefficient", at[0]);
    json.put("intercept", at[1]);
    json.put("objective", Json.number(objective.applyAsDouble(at)));
    return json;
  }

  /** A list for each intercept, of a number for each coefficient. */
  private List<List<Object>> values(double[] coefficients, double[] intercepts) {
    List<List<Object>> values = new ArrayList<>();
    for (double intercept : intercepts) {
      List<Object> row = new ArrayList<>();
      for (double coefficient : coefficients) {
        row.add(Json.number(objective.applyAsDouble(new double[] {coefficient, intercept})));
      }
      values.add(row);
    }
    return values;
  }
}
