package dev.descent.jobs;

import dev.descent.data.Classes;
import dev.descent.jobs.run.Json;
import dev.descent.spark.evaluate.Example;
import dev.descent.spark.evaluate.Examples;
import dev.descent.spark.evaluate.Measurement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are kept to look at, as the lines of examples.jsonl.
 *
 * @param measured the metrics of the same side, which have the threshold of two classes
 * @param classes of a classification
 */
record ExampleLines(Examples examples, Measurement measured, Optional<Classes> classes) {
  private static final int MOST_CLASSES = 20;

  /** The rows of the sample, then the worst ones. */
  Stream<String> lines() {
    return Stream.concat(
        examples.sample().stream().map(row -> line("sample", row)),
        examples.worst().stream().map(row -> line("worst", row)));
  }

  private String line(String kind, Example row) {
    double[] predicted = row.predicted();
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("kind", kind);
    line.put("label", classes.<Object>map(all -> name(all, row.label())).orElse(row.label()));
    line.put(
        "prediction",
        classes.<Object>map(all -> name(all, predictedClass(predicted))).orElse(predicted[0]));
    classes.ifPresent(all -> line.put("probabilities", probabilities(all, row)));
    line.put("loss", Json.number(row.loss()));
    line.put("values", values(row.cells()));
    return Json.line(line);
  }

  /** By class; of many classes those of the label and of the prediction. */
  private Map<String, Double> probabilities(Classes all, Example row) {
    double[] p = row.predicted();
    double[] each = p.length == 1 ? new double[] {1 - p[0], p[0]} : p;
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int k = 0; k < each.length; k++) {
      if (each.length <= MOST_CLASSES || k == (int) row.label() || k == predictedClass(p)) {
        probabilities.put(all.names().get(k), each[k]);
      }
    }
    return probabilities;
  }

  private static Object name(Classes classes, double index) {
    return classes.names().get((int) index);
  }

  /** Of several classes with the same probability the first. */
  private int predictedClass(double[] probabilities) {
    if (measured instanceof Measurement.Binary binary) {
      return probabilities[0] >= binary.metrics().threshold() ? 1 : 0;
    }
    double most = Arrays.stream(probabilities).max().orElseThrow();
    int k = 0;
    while (probabilities[k] < most) {
      k++;
    }
    return k;
  }

  private Map<String, @Nullable Object> values(@Nullable Object[] cells) {
    List<String> columns = examples.columns();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int j = 0; j < cells.length; j++) {
      Object cell = cells[j];
      values.put(columns.get(j), cell instanceof Double number ? Json.number(number) : cell);
    }
    return values;
  }
}
