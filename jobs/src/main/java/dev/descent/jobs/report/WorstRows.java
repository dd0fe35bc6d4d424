package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/**
 * The rows with the largest losses, as images where they are some, and as a table.
 *
 * @param rows the worst first
 */
record WorstRows(List<KeptRow> rows) {
  private static final int FEATURES = 8;
  private static final int FEWEST_PIXELS = 16;
  private static final int MOST_IMAGES = 60;

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (rows.isEmpty()) {
      return parts;
    }
    int side = (int) Math.rint(Math.sqrt(pixels(rows.get(0)).length));
    boolean square =
        side * side >= FEWEST_PIXELS
            && rows.stream()
                .map(WorstRows::pixels)
                .allMatch(
                    all ->
                        all.length == side * side
                            && DoubleStream.of(all).allMatch(Double::isFinite));
    if (square) {
      parts.add(new ImagePart("Worst rows", side, images()));
    }
    parts.add(table(square ? 0 : FEATURES));
    return parts;
  }

  /** The numbers of a row in their order. */
  private static double[] pixels(KeptRow row) {
    return row.columns().stream().flatMapToDouble(column -> numbers(row.value(column))).toArray();
  }

  private static DoubleStream numbers(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).mapToDouble(JsonNode::asDouble)
        : DoubleStream.of(value.isNumber() ? value.asDouble() : Double.NaN);
  }

  private List<ImagePart.Image> images() {
    return rows.stream()
        .limit(MOST_IMAGES)
        .map(row -> new ImagePart.Image(pixels(row), caption(row), note(row), row.isWrong()))
        .toList();
  }

  private static String shown(JsonNode value) {
    return value.isNumber() ? Show.number(value.asDouble()) : Show.name(value.asText());
  }

  private static String caption(KeptRow row) {
    return shown(row.label()) + " \u2192 " + shown(row.prediction());
  }

  private static String note(KeptRow row) {
    return row.isOfClass()
        ? Show.number(100 * row.confidence(), 3) + " % sure"
        : "off by " + Show.number(row.residual(), 3);
  }

  /** With the values of some columns. */
  private Part table(int most) {
    boolean classes = rows.get(0).isOfClass();
    List<String> all = rows.get(0).columns();
    List<String> features =
        all.stream().filter(name -> !rows.get(0).value(name).isArray()).limit(most).toList();
    List<String> columns = new ArrayList<>(List.of("label", "prediction"));
    columns.add(classes ? "probability of it" : "label less prediction");
    columns.add(classes ? "loss" : "squared error");
    features.forEach(name -> columns.add(Show.name(name)));
    List<List<Object>> cells = new ArrayList<>();
    for (KeptRow row : rows) {
      List<Object> line = new ArrayList<>();
      line.add(KeptRow.cell(row.label()));
      line.add(KeptRow.cell(row.prediction()));
      line.add(classes ? row.confidence() : row.residual());
      line.add(KeptRow.cell(row.loss()));
      features.forEach(name -> line.add(KeptRow.cell(row.value(name))));
      cells.add(line);
    }
    String note = features.size() < all.size() ? "The other columns are in examples.jsonl." : "";
    return new Part.Table("Rows with the largest losses", columns, cells, note);
  }
}
