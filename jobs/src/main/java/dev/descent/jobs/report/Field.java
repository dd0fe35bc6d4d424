package dev.descent.jobs.report;

import dev.descent.jobs.run.FittedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a model predicts at each place of a plane.
 *
 * @param plane where
 * @param classes in their order; none of a regression
 * @param predicted [SIZE * SIZE][K] at the nodes of a grid, row after row
 * @param threshold of two classes
 */
record Field(Plane plane, List<String> classes, double[][] predicted, double threshold) {
  static final int SIZE = 60;

  /** So many steps of the grid are between two rows of the table. */
  private static final int STEP = 6;

  private static final int DIGITS = 5;

  /**
   * Two axes, and the numbers between which colours differ; beyond them they are those of the ends.
   */
  record Plane(Range x, Range y, Range numbers) {}

  static Field of(FittedModel model, Plane plane, double threshold) {
    double[][] predicted = new double[SIZE * SIZE][];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = model.predict(plane.x.at(i % SIZE, SIZE), plane.y.at(i / SIZE, SIZE));
    }
    return new Field(plane, model.classes(), predicted, threshold);
  }

  /** Where the predicted class changes. */
  List<double[]> boundary() {
    if (classes.isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, predicted[0].length)
        .mapToObj(k -> new Contour(plane.x, plane.y, lead(k), SIZE).lines())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * By how much class k is ahead of the others, or of two classes the last one of the threshold.
   */
  private double[] lead(int k) {
    return Arrays.stream(predicted)
        .mapToDouble(p -> p.length == 1 ? p[0] - threshold : p[k] - second(p, k))
        .toArray();
  }

  private static double second(double[] probabilities, int k) {
    return IntStream.range(0, probabilities.length)
        .filter(j -> j != k)
        .mapToDouble(j -> probabilities[j])
        .max()
        .orElse(0);
  }

  /** Which class is predicted. */
  private int kind(double[] p) {
    if (p.length == 1) {
      return p[0] >= threshold ? 1 : 0;
    }
    return IntStream.range(0, p.length).reduce(0, (best, k) -> p[k] > p[best] ? k : best);
  }

  /** How sure that is, from 0 to 1; of a regression where the number is among all. */
  private double strength(double[] p) {
    if (classes.isEmpty()) {
      Range numbers = plane.numbers;
      double share = numbers.isLong() ? (p[0] - numbers.from()) / numbers.length() : 0;
      return Math.min(1, Math.max(0, share));
    }
    if (p.length > 1) {
      return (p[kind(p)] - 1.0 / p.length) / (1 - 1.0 / p.length);
    }
    double room = p[0] >= threshold ? 1 - threshold : threshold;
    return room == 0 ? 0 : Math.abs(p[0] - threshold) / room;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("x", plane.x.toList());
    map.put("y", plane.y.toList());
    map.put("size", SIZE);
    map.put(
        "kinds", classes.isEmpty() ? List.of() : Arrays.stream(predicted).map(this::kind).toList());
    map.put("strengths", Arrays.stream(predicted).map(p -> percent(strength(p))).toList());
    map.put("boundary", boundary().stream().map(Field::rounded).toList());
    map.put(
        "columns", classes.isEmpty() ? List.of("prediction") : List.of("predicted", "probability"));
    map.put("table", table());
    return map;
  }

  /** A whole number from 0 to 100; -1 where nothing is predicted. */
  private static int percent(double strength) {
    return Double.isNaN(strength) ? -1 : (int) Math.rint(100 * strength);
  }

  private static List<Double> rounded(double[] values) {
    return DoubleStream.of(values).mapToObj(value -> Show.rounded(value, DIGITS)).toList();
  }

  private List<List<Object>> table() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = STEP / 2; i < SIZE; i += STEP) {
      for (int j = STEP / 2; j < SIZE; j += STEP) {
        double[] p = predicted[i * SIZE + j];
        List<Object> row =
            new ArrayList<>(rounded(new double[] {plane.x.at(j, SIZE), plane.y.at(i, SIZE)}));
        if (classes.isEmpty()) {
          row.add(Show.rounded(p[0], DIGITS));
        } else {
          row.add(Show.name(classes.get(kind(p))));
          row.add(Show.rounded(p.length > 1 ? p[kind(p)] : kind(p) == 1 ? p[0] : 1 - p[0], DIGITS));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
