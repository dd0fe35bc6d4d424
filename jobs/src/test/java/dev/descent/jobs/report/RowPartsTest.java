package dev.descent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.jobs.run.Json;
import dev.descent.jobs.run.RunFiles;
import dev.descent.loss.Logistic;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.network.Linear;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn of the rows that a run has kept. */
class RowPartsTest {
  private static final Optional<Classes> TWO = Optional.of(Classes.of(List.of("no", "yes")));

  @TempDir private Path folder;

  private static Encoding plain(String... columns) {
    return new Encoding(List.of(columns), 1, Standardizer.none(columns.length));
  }

  private static Model logistic(double[] parameters, String... columns) {
    return new Model(
        "logistic",
        new Linear(columns.length, true),
        new Logistic(),
        parameters,
        plain(columns),
        TWO);
  }

  private static Model linear(double[] parameters, String... columns) {
    return new Model(
        "linear",
        new Linear(columns.length, true),
        new Squared(),
        parameters,
        plain(columns),
        Optional.empty());
  }

  private Runs runs(double threshold, String... lines) {
    return new Runs(folder)
        .with("run.json", Runs.TRAINED)
        .with("job.conf", "name = \"churn\"\n\ndata {\n  label = \"price\"\n}\n")
        .with("metrics.json", "{ \"test\": { \"rows\": 3, \"threshold\": " + threshold + " } }")
        .with("examples.jsonl", String.join("\n", lines) + "\n");
  }

  private void put(Model model) {
    ModelFiles.write(model)
        .forEach((name, content) -> new Runs(folder).with("model/" + name, content));
  }

  private List<JsonNode> parts() {
    try (RunFiles files = new Runs(folder).open()) {
      Section section = new RowParts(files, new Measures(files.metrics())).section().orElseThrow();
      assertThat(section.title()).isEqualTo("Single test rows");
      return section.parts().stream().map(part -> Json.parse(Json.line(part.toMap()))).toList();
    }
  }

  private static String ofNumber(String kind, double label, double prediction, String values) {
    return String.format(
        Locale.ROOT,
        "{\"kind\":\"%s\",\"label\":%s,\"prediction\":%s,\"loss\":%s,\"values\":{%s}}",
        kind,
        label,
        prediction,
        (label - prediction) * (label - prediction),
        values);
  }

  private static String ofClass(String kind, String label, String prediction, String values) {
    return String.format(
        "{\"kind\":\"%s\",\"label\":\"%s\",\"prediction\":\"%s\",\"probabilities\":{\"no\":0.25,\"yes\":0.75},\"loss\":0.5,\"values\":{%s}}",
        kind, label, prediction, values);
  }

  @Test
  void withoutRowsThereIsNoSection() {
    runs(0.5).with("examples.jsonl", "");
    try (RunFiles files = new Runs(folder).open()) {
      assertThat(new RowParts(files, new Measures(files.metrics())).section()).isEmpty();
    }
  }

  @Test
  void aModelOfOneNumberIsACurveOverTheRows() {
    put(linear(new double[] {2, 1}, "x"));
    runs(
        0.5,
        ofNumber("sample", 3, 1, "\"x\":0"),
        ofNumber("sample", 4, 5, "\"x\":2"),
        ofNumber("worst", 3, 1, "\"x\":0"));
    JsonNode fit = parts().get(0);
    assertThat(fit.get("title").asText()).isEqualTo("Fit");
    assertThat(fit.at("/y/label").asText()).isEqualTo("price");
    assertThat(fit.at("/groups/0/points").toString()).isEqualTo("[[0.0,3.0],[2.0,4.0]]");
    assertThat(fit.at("/lines/0/points")).hasSize(200);
    fit.at("/lines/0/points")
        .forEach(
            point ->
                assertThat(point.get(1).asDouble())
                    .isCloseTo(2 * point.get(0).asDouble() + 1, within(1e-5)));
    assertThat(fit.get("description").asText())
        .isEqualTo(
            "Fit: price against x. Points: rows (2), and the line model. The table below has them.");
    JsonNode worst = parts().get(1);
    assertThat(worst.get("rows").toString()).isEqualTo("[[3.0,1.0,2.0,4.0,0.0]]");
  }

  @Test
  void ofTwoClassesTheBoundaryIsWhereTheProbabilityIsTheThreshold() {
    put(logistic(new double[] {2, -1}, "x"));
    runs(
        0.8,
        ofClass("sample", "no", "no", "\"x\":-4"),
        ofClass("sample", "yes", "no", "\"x\":\"4\""));
    JsonNode chart = parts().get(0);
    // log(0.8 / 0.2) = 2 x - 1.
    double expected = (Math.log(4) + 1) / 2;
    assertThat(chart.at("/lines/1/points/0/0").asDouble()).isCloseTo(expected, within(1e-3));
    assertThat(chart.get("groups"))
        .extracting(group -> group.get("name").asText())
        .containsExactly("no", "yes", "taken for another");
    assertThat(chart.at("/groups/1/points").toString()).isEqualTo("[[4.0,1.0]]");
  }

  @Test
  void aModelOfTwoNumbersIsAFieldWithItsBoundary() {
    put(logistic(new double[] {1, 1, -1}, "a", "b"));
    runs(
        0.5,
        ofClass("sample", "no", "no", "\"a\":-1,\"b\":-1"),
        ofClass("sample", "yes", "yes", "\"a\":2,\"b\":3"));
    JsonNode chart = parts().get(0);
    JsonNode field = chart.get("field");
    assertThat(field.get("kinds")).hasSize(3600);
    assertThat(field.at("/kinds/0").asInt()).isZero();
    assertThat(field.at("/kinds/3599").asInt()).isEqualTo(1);
    assertThat(field.get("boundary")).isNotEmpty();
    field
        .get("boundary")
        .forEach(
            line ->
                assertThat(line.get(0).asDouble() + line.get(1).asDouble())
                    .isCloseTo(1, within(0.02)));
    assertThat(field.get("table")).hasSize(100);
    assertThat(field.at("/table/0").toString()).matches("\\[.*,.*,\"no\",0\\.9.*\\]");
  }

  @Test
  void severalClassesMeetInAFieldToo() {
    put(
        new Model(
            "softmax",
            new Linear(2, 3, true),
            new Softmax(3),
            new double[] {1, 0, 0, 1, -1, -1, 0, 0, 0},
            plain("a", "b"),
            Optional.of(Classes.of(List.of("p", "q", "r")))));
    runs(
        0.5,
        ofClass("sample", "p", "p", "\"a\":-1,\"b\":-1"),
        ofClass("sample", "r", "q", "\"a\":1,\"b\":1"));
    JsonNode field = parts().get(0).get("field");
    assertThat(field.get("kinds")).extracting(JsonNode::asInt).contains(0, 1, 2).doesNotContain(3);
    assertThat(parts().get(0).at("/groups/2/look").asText()).isEqualTo("RING");
  }

  @Test
  void coloursOfNumbersReachFromTheLeastToTheLargestLabel() {
    put(linear(new double[] {1, 1, 0}, "a", "b"));
    runs(
        0.5,
        ofNumber("sample", 1, 0, "\"a\":0,\"b\":0"),
        ofNumber("sample", 3, 20, "\"a\":10,\"b\":10"));
    JsonNode chart = parts().get(0);
    assertThat(chart.at("/colours/range").toString()).isEqualTo("[1.0,3.0]");
    assertThat(chart.at("/field/strengths/0").asInt()).isZero();
    assertThat(chart.at("/field/strengths/3599").asInt()).isEqualTo(100);
    assertThat(chart.at("/field/boundary")).isEmpty();
    assertThat(chart.at("/groups/0/points/1").toString()).isEqualTo("[10.0,10.0,3.0]");
  }

  @Test
  void rowsWithLatitudeAndLongitudeAreAMapOfErrors() {
    runs(
        0.5,
        ofNumber("sample", 5, 3, "\"z\":1,\"LAT\":59,\"lng\":10"),
        ofNumber("sample", 1, 2, "\"z\":1,\"LAT\":61,\"lng\":14"),
        ofNumber("sample", 1, 2, "\"z\":1,\"LAT\":null,\"lng\":14"));
    JsonNode map = parts().get(0);
    assertThat(map.get("title").asText()).isEqualTo("Map of errors");
    assertThat(map.at("/groups/0/points").toString())
        .isEqualTo("[[10.0,59.0,2.0],[14.0,61.0,-1.0]]");
    assertThat(map.get("shape").asDouble()).as("4 cos(60) / 2").isCloseTo(1, within(1e-9));
    assertThat(map.at("/colours/range").toString()).isEqualTo("[-2.0,2.0]");
  }

  @Test
  void ofClassesTheMapHasTheirColours() {
    runs(
        0.5,
        ofClass("sample", "no", "yes", "\"latitude\":59,\"longitude\":10"),
        ofClass("sample", "yes", "yes", "\"latitude\":61,\"longitude\":14"));
    JsonNode map = parts().get(0);
    assertThat(map.get("title").asText()).isEqualTo("Map of classes");
    assertThat(map.get("groups"))
        .extracting(group -> group.get("name").asText())
        .as("of the rows, where there is no model")
        .containsExactly("no", "yes", "taken for another");
    assertThat(map.at("/groups/2/points").toString()).isEqualTo("[[10.0,59.0]]");
  }

  @Test
  void squaresOfPixelsAreImages() {
    String pixels =
        IntStream.range(0, 16)
            .mapToObj(i -> "\"p" + i + "\":" + i)
            .collect(Collectors.joining(","));
    String vector =
        IntStream.range(0, 16).mapToObj(String::valueOf).collect(Collectors.joining(","));
    for (String values : List.of(pixels, "\"image\":[" + vector + "]")) {
      runs(0.5, ofClass("worst", "no", "yes", values));
      JsonNode images = parts().get(0);
      assertThat(images.get("side").asInt()).isEqualTo(4);
      assertThat(images.at("/items/0/pixels/15").asInt()).isEqualTo(255);
      assertThat(images.at("/items/0/pixels/1").asInt()).isEqualTo(17);
      assertThat(images.at("/items/0/caption").asText()).isEqualTo("no \u2192 yes");
      assertThat(images.at("/items/0/note").asText()).isEqualTo("75 % sure");
      assertThat(parts().get(1).get("columns")).hasSize(4);
    }
    String fifteen = pixels.replace(",\"p15\":15", "");
    runs(0.5, ofClass("worst", "no", "yes", fifteen));
    assertThat(parts())
        .singleElement()
        .satisfies(one -> assertThat(one.get("columns")).hasSize(12));
  }
}
