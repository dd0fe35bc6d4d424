package dev.descent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import dev.descent.jobs.run.RunFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says, as the data in it. */
class RunReportTest {
  @TempDir private Path folder;

  private Runs runs = new Runs(Path.of(""));

  @BeforeEach
  void hostile() {
    runs = new Runs(folder).hostile();
  }

  private JsonNode content() {
    try (RunFiles files = runs.open()) {
      String html = RunReport.of(files, new Costs(1, 5));
      String from = "id=\"content\">";
      int start = html.indexOf(from) + from.length();
      return Json.parse(html.substring(start, html.indexOf("</script>", start)));
    }
  }

  private JsonNode part(String section, String kind) {
    return parts(section).stream()
        .filter(part -> part.get("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> parts(String section) {
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode one : content().get("sections")) {
      if (one.get("id").asText().equals(section)) {
        one.get("parts").forEach(parts::add);
      }
    }
    return parts;
  }

  @Test
  void sectionsFollowFromWhatTheRunHas() {
    JsonNode content = content();
    assertThat(content.get("title").asText()).isEqualTo("churn");
    assertThat(content.at("/ending/word").asText()).isEqualTo("Trained");
    assertThat(content.at("/ending/lines/0").asText())
        .isEqualTo("It ended after 3 epochs (1 step), as many as training.epochs allows.");
    assertThat(
            StreamSupport.stream(content.get("sections").spliterator(), false)
                .map(section -> section.get("id").asText()))
        .containsExactly(
            "metrics", "data", "training", "model", "classes", "slices", "time", "origin");
  }

  @Test
  void theTimeSpentOnCheckpointsIsThere() {
    assertThat(part("time", "facts").toString()).doesNotContain("Checkpoints");
    runs.with(
        "run.json",
        Runs.TRAINED.replace(
            "\"timings\": { \"train\": 9 }",
            "\"timings\": { \"train\": 9, \"checkpoint\": 0.25 },"
                + " \"checkpoints\": { \"written\": 3, \"seconds\": 0.5 }"));
    assertThat(part("time", "facts").toString())
        .contains("3 written in 0.5 s beside training, which waited 0.3 s");
    assertThat(part("time", "bars").toString()).contains("checkpoint");
  }

  @Test
  void keyMetricsHaveTheirIntervals() {
    JsonNode tiles = part("metrics", "tiles").get("items");
    assertThat(tiles).hasSize(4);
    assertThat(tiles.get(0).get("note").asText()).endsWith("; 0.7 to 0.9 at confidence 0.9");
    JsonNode table = part("metrics", "table");
    assertThat(table.get("columns")).hasSize(4);
    assertThat(table.get("note").asText())
        .isEqualTo(
            "From and to hold 0.9 of 20 replicates of the test rows. Undefined here, and counted as"
                + " 0: ks.");
  }

  @Test
  void whatIsNotFiniteIsNotDrawn() {
    JsonNode objective = part("training", "lines");
    assertThat(objective.at("/series/0/points")).hasSize(2);
    assertThat(objective.at("/series/1/points")).hasSize(3);
  }

  @Test
  void coefficientsAreOrderedByTheEffectOfAStandardDeviation() {
    JsonNode bars = part("model", "bars");
    assertThat(bars.get("names").get(0).asText()).isEqualTo("a");
    assertThat(bars.get("values").get(0).asDouble()).isEqualTo(-10);
    assertThat(bars.get("names")).as("a coefficient of 0 has no bar").hasSize(2);
    assertThat(bars.get("names").get(1).asText()).isEqualTo(Runs.HOSTILE);
    assertThat(part("model", "facts").get("items").toString()).contains("[\"Of them 0\",1]");
    assertThat(part("model", "table").at("/rows/0/1").asDouble()).isEqualTo(-1);
  }

  @Test
  void coefficientsOfAPathHaveALineEach() {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      path.append("{\"strength\":%d,\"featuresLeftOut\":7,\"coefficients\":{".formatted(2 - i));
      path.append(i == 0 ? "\"c\":3" : "\"a\":-1");
      for (int j = 0; i == 1 && j < 11; j++) {
        path.append(",\"f%d\":%d".formatted(j, j));
      }
      path.append("}}\n");
    }
    runs.with("path.jsonl", path.toString())
        .with("run.json", Runs.TRAINED.replace("\"epochs\"", "\"strength\": 1, \"epochs\""));
    JsonNode chart = part("model", "lines");
    assertThat(chart.at("/x/mark").asDouble()).isEqualTo(1);
    assertThat(chart.at("/x/log").asBoolean()).isTrue();
    assertThat(chart.at("/y/label").asText()).isEqualTo("effect of one standard deviation");
    assertThat(chart.get("series")).hasSize(10);
    assertThat(chart.at("/series/0/points").toString())
        .as("times its standard deviation of 10")
        .isIn("[[2.0,0.0],[1.0,-10.0]]", "[[2.0,0.0],[1.0,10.0]]");
    assertThat(chart.get("series").toString()).doesNotContain("\"c\"", "\"f0\"", "\"f1\"");
    assertThat(chart.get("note").asText())
        .isEqualTo(
            "The 10 largest at the weakest strength. The dashed line is at the strength that was"
                + " taken. path.jsonl leaves out 7 features with smaller coefficients all along.");
  }

  @Test
  void aTrainingOfTwoParametersGoesOverItsObjective() {
    runs.with("landscape.json", Runs.landscape(1, 3));
    JsonNode chart = part("landscape", "landscape");
    assertThat(chart.at("/x/label").asText()).isEqualTo("coefficient of a<b");
    assertThat(chart.get("ground"))
        .hasToString(
            "{\"x\":[0.0,2.0],\"y\":[0.0,10.0],\"heights\":[[1.0,2.0],[\"NaN\",4.0]],\"least\":[1.0,2.0]}");
    assertThat(chart.at("/x/max").asDouble()).as("a way may leave the ground").isEqualTo(3);
    assertThat(chart.at("/y/max").asDouble()).isEqualTo(10);
    assertThat(chart.at("/series/0/points")).hasToString("[[0.0,0.0],[3.0,5.0],[1.0,2.0]]");
  }

  @Test
  void theSliderBeginsWithTheVeryConfusionOfTheEvaluation() {
    JsonNode slider = part("classes", "thresholds");
    assertThat(slider.get("at").toString())
        .isEqualTo(
            "[[\"Infinity\",0.0,0.0,6.0,2.0],[0.9,1.0,0.0,6.0,1.0],[0.5,1.0,1.0,5.0,1.0],[0.2,2.0,6.0,0.0,0.0]]");
    assertThat(slider.get("chosen").asDouble()).isEqualTo(0.5);
    assertThat(slider.get("falseNegative").asDouble()).isEqualTo(5);
    assertThat(slider.get("labels").get(1).asText()).isEqualTo("</script><b>");
  }

  @Test
  void theCommandGivesTheRunAgain() {
    JsonNode listing = part("origin", "listing");
    assertThat(listing.get("text").asText())
        .isEqualTo("scripts/descent train " + folder + "/job.conf");
  }

  @Test
  void aRegressionHasItsPredictionsAndErrors() {
    runs = new Runs(folder.resolve("regression")).regression();
    JsonNode squares = part("residuals", "squares");
    assertThat(squares.get("squares").toString()).isEqualTo("[[1.0,1.0,5.0],[1.0,3.0,1.0]]");
    assertThat(squares.get("side").asDouble()).isEqualTo(2);
    assertThat(part("residuals", "columns").get("columns").toString())
        .isEqualTo("[[-0.5,2.0],[0.5,4.0]]");
    assertThat(part("residuals", "lines").at("/series/0/points").toString())
        .isEqualTo("[[1.0,0.5],[3.0,-1.0]]");
    assertThat(part("residuals", "table").get("rows").toString())
        .isEqualTo("[[\"5 %\",-3.0],[\"95 %\",4.0]]");
  }

  @Test
  void aNightOfRetrainingShowsItsDecisionFirst() {
    runs = new Runs(folder.resolve("night")).kept();
    assertThat(content().at("/sections/0/id").asText()).isEqualTo("decision");
    List<JsonNode> parts = parts("decision");
    assertThat(parts.get(1).at("/rows/0").toString())
        .isEqualTo("[\"closed\",\"improve-by\",0.0,\"too little\"]");
    assertThat(parts.get(2).at("/rows/0/0").asText()).as("the worst change").isEqualTo("shop = b");
    assertThat(parts.get(3).get("names").toString()).isEqualTo("[\"y\",\"x\"]");
    assertThat(part("classes", "heat").get("rows").toString()).isEqualTo("[\"not yes\",\"yes\"]");
    assertThat(part("origin", "listing").get("text").asText())
        .endsWith("/job.conf --as-of 2026-11-27T00:00:00Z");
  }

  @Test
  void aSearchShowsItsLeaderboardAndAChart() {
    runs = new Runs(folder.resolve("tuned")).tuned();
    assertThat(content().at("/sections/0/id").asText()).isEqualTo("tuning");
    JsonNode chart = part("tuning", "lines");
    assertThat(chart.get("title").asText()).isEqualTo("Area under ROC by model.penalty.strength");
    assertThat(chart.at("/x/log").asBoolean()).as("0.01 and 1 are far apart").isTrue();
    assertThat(chart.get("series").toString())
        .contains("\"<b>\"")
        .contains("[[0.01,0.9],[1.0,0.8]]", "[[1.0,0.7]]");
    JsonNode rows = part("tuning", "table").get("rows");
    assertThat(rows.get(0).toString())
        .isEqualTo("[1.0,0.01,\"<b>\",0.9,0.1,0.95,3.0,\"max epochs\"]");
    assertThat(rows.get(3).toString())
        .isEqualTo("[\"-\",0.01,\"no\",\"\",\"\",\"\",1.0,\"diverged in epoch 1\"]");
  }

  @Test
  void oneKeyOfNumbersHasTheErrorsAndTheTrainingRowsInItsChart() {
    runs = new Runs(folder.resolve("degree"));
    StringBuilder candidates = new StringBuilder();
    for (int degree = 1; degree <= 3; degree++) {
      candidates.append(degree == 1 ? "" : ",");
      candidates.append(
          "{\"candidate\": %d, \"rank\": %d, \"settings\": {\"features.polynomial.degree\": %d}, \"value\": %d, \"standardError\": 0.5, \"training\": %d}"
              .formatted(degree, degree, degree, 10 * degree, 9 * degree));
    }
    runs.tuned()
        .with(
            "leaderboard.json",
            "{\"metric\": \"validation-loss\", \"folds\": 1, \"keys\": [\"features.polynomial.degree\"], \"candidates\": ["
                + candidates
                + "]}");
    JsonNode chart = part("tuning", "lines");
    assertThat(chart.get("title").asText())
        .isEqualTo("Validation loss by features.polynomial.degree");
    assertThat(chart.at("/x/log").asBoolean()).isFalse();
    List<String> lines = new ArrayList<>();
    chart.get("series").forEach(one -> lines.add(one.get("name").asText() + one.get("points")));
    assertThat(lines)
        .containsExactly(
            "measured[[1.0,10.0],[2.0,20.0],[3.0,30.0]]",
            "on training rows[[1.0,9.0],[2.0,18.0],[3.0,27.0]]",
            "one standard error more[[1.0,10.5],[2.0,20.5],[3.0,30.5]]",
            "one standard error less[[1.0,9.5],[2.0,19.5],[3.0,29.5]]");
  }

  @Test
  void sharesOfTheTrainingRowsMakeALearningCurve() {
    runs = new Runs(folder.resolve("share"));
    runs.tuned()
        .with(
            "leaderboard.json",
            """
            { "metric": "rmse", "folds": 5, "keys": ["data.train-share"], "candidates": [
              { "candidate": 1, "settings": { "data.train-share": 0.5 }, "value": 3, "training": 1 },
              { "candidate": 2, "settings": { "data.train-share": 1 }, "value": 2.5, "training": 2 } ] }
            """);
    JsonNode chart = part("tuning", "lines");
    assertThat(chart.get("title").asText())
        .startsWith("Learning curve: ")
        .endsWith(" by share of the training rows");
    assertThat(chart.at("/x/label").asText()).isEqualTo("share of the training rows");
    assertThat(chart.get("series").toString()).contains("[[0.5,3.0],[1.0,2.5]]");
  }

  /** 200 classes, 30,000 epochs and 10,000 features with names of 300 characters. */
  @Test
  void aLargeRunHasAPageOfBoundedSize() {
    String name = "n".repeat(300);
    StringBuilder curve = new StringBuilder("class,threshold,fallOut,recall\n");
    StringBuilder perClass = new StringBuilder();
    for (int k = 0; k < 200; k++) {
      for (int i = 0; i <= 100; i++) {
        curve.append(name).append(k).append(",0.5,").append(i / 100.0).append(",0.123456789\n");
      }
      perClass.append(k == 0 ? "" : ",").append("{\"label\":\"" + name + k + "\",\"support\":1}");
    }
    StringBuilder history = new StringBuilder();
    StringBuilder features = new StringBuilder("\"a\"");
    StringBuilder coefficients = new StringBuilder("0.5");
    for (int i = 1; i <= 30_000; i++) {
      history.append("{\"epoch\":" + i + ",\"objective\":" + 1.0 / i + ",\"gradientNorm\":0.1}\n");
      if (i < 10_000) {
        features.append(",\"" + name + i + "\"");
        coefficients.append("," + 1.0 / i);
      }
    }
    runs.with("curves/roc.csv", curve.toString())
        .with("history.jsonl", history.toString())
        .with("metrics.json", "{\"test\":{\"confusion\":[[1]],\"perClass\":[" + perClass + "]}}")
        .with(
            "model/model.json",
            "{\"features\":[" + features + "],\"coefficients\":[[" + coefficients + "]]}");
    try (RunFiles files = runs.open()) {
      assertThat(RunReport.of(files, Costs.EQUAL).length()).isBetween(300_000, 1_000_000);
    }
    assertThat(part("training", "lines").at("/series/0/points")).hasSize(2_000);
    assertThat(part("classes", "lines").get("series")).hasSize(20);
  }

  /** The data block holds no character that could open or close an element. */
  @Test
  void namesAreNeverMarkup() {
    try (RunFiles files = runs.open()) {
      String html = RunReport.of(files, Costs.EQUAL);
      assertThat(html).doesNotContain("<img").doesNotContain("</script><b>");
      assertThat(html).contains("\\u003cimg");
      assertThat(html.split("<script", -1)).hasSize(4);
    }
  }
}
