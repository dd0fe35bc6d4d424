package dev.descent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import dev.descent.jobs.run.RunFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir private Path folder;

  private JsonNode content() {
    Runs first = new Runs(folder.resolve("a")).hostile();
    Runs second =
        new Runs(folder.resolve("b"))
            .hostile()
            .with("run.json", Runs.TRAINED.replace("0123456789abcdef", "fedcba9876543210"))
            .with("metrics.json", Runs.METRICS.replace("0.75", "0.875"))
            .with("job.conf", "name = \"churn\"\n\ndata {\n  label = \"z\"\n}\n");
    try (RunFiles a = first.open();
        RunFiles b = second.open()) {
      String html = Comparison.of(List.of(a, b));
      String from = "id=\"content\">";
      int start = html.indexOf(from) + from.length();
      return Json.parse(html.substring(start, html.indexOf("</script>", start)));
    }
  }

  private JsonNode first(String section) {
    for (JsonNode one : content().get("sections")) {
      if (one.get("id").asText().equals(section)) {
        return one.get("parts").get(0);
      }
    }
    throw new AssertionError("no section " + section);
  }

  private JsonNode chart(double leastOfTheSecond) {
    new Runs(folder.resolve("a")).with("landscape.json", Runs.landscape(5, 3));
    new Runs(folder.resolve("b")).with("landscape.json", Runs.landscape(leastOfTheSecond, 1.5));
    return first("charts");
  }

  @Test
  void waysOverOneObjectiveAreDrawnTogether() {
    JsonNode chart = chart(5.00001);
    assertThat(chart.get("kind").asText()).isEqualTo("landscape");
    assertThat(chart.at("/series/1/name").asText()).isEqualTo("B");
    assertThat(chart.at("/series/1/points")).hasToString("[[0.0,0.0],[1.5,5.0],[1.0,2.0]]");
    assertThat(chart(5.1).get("kind").asText()).isEqualTo("lines");
  }

  @Test
  void theBestOfAMetricStandsOut() {
    JsonNode table = first("metrics");
    assertThat(table.get("columns").toString()).isEqualTo("[\"\",\"A\",\"B\"]");
    for (int i = 0; i < table.get("rows").size(); i++) {
      boolean accuracy = table.get("rows").get(i).get(0).asText().equals("Accuracy");
      assertThat(table.get("best").get(i).toString()).isEqualTo(accuracy ? "[2]" : "[]");
    }
  }

  @Test
  void settingsThatDifferAreNamed() {
    assertThat(first("settings").get("rows").toString())
        .isEqualTo("[[\"data.label\",\"\\\"y\\\"\",\"\\\"z\\\"\"]]");
  }

  @Test
  void runsOfTheSameParametersAreOneModel() {
    assertThat(content().at("/ending/lines/0").asText())
        .isEqualTo("The runs have 2 different models.");
    assertThat(first("charts").get("series")).hasSize(2);
  }
}
