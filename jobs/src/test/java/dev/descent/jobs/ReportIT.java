package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of runs, as files and in a real browser. */
final class ReportIT {
  private static final String HOSTILE = "\"><img src=x onerror=window.pwned=1>";
  private static final String HOSTILE_CLASS = "</script><script>window.pwned=2</script>";
  private static final String LEFT = Character.toString(0xE012);
  private static final String END = Character.toString(0xE010);
  private static final String DRAWN =
      """
      return [...document.querySelectorAll("canvas")].map((canvas) => {
        const copy = document.createElement("canvas");
        [copy.width, copy.height] = [canvas.width, canvas.height];
        const context = copy.getContext("2d", { willReadFrequently: true });
        context.drawImage(canvas, 0, 0);
        const pixels = context.getImageData(0, 0, copy.width, copy.height).data;
        return pixels.filter((value, index) => index % 4 === 3 && value > 0).length;
      });
      """;

  /** What reaches beyond the window and cannot be scrolled by itself. */
  private static final String WIDER =
      """
      return [...document.querySelectorAll("main *")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, pre"))
        .map((one) => one.outerHTML.slice(0, 80));
      """;

  @TempDir private Path folder;

  private Invocation run(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    if (!words[0].equals("report")) {
      line.add("output.runs = \"" + folder.resolve("runs") + "\"");
    }
    line.add("--quiet");
    line.add("--json");
    return Invocation.of(line.toArray(String[]::new));
  }

  private Path trained(String... words) {
    Invocation train = run(words);
    assertThat(train.exitCode()).as(train.err()).isZero();
    return train.run();
  }

  private String iris() {
    return Project.jobFile("iris-logistic", folder).toString();
  }

  /** Two columns and two classes whose names would be markup. */
  private Path hostile() throws IOException {
    StringBuilder table = new StringBuilder("a,\"\"\"><img src=x onerror=window.pwned=1>\",y\n");
    for (int i = 0; i < 60; i++) {
      String label = i * 7 % 60 < 30 + i % 5 ? "no" : HOSTILE_CLASS;
      table.append(i * 7 % 60).append(',').append(i * 11 % 17).append(',').append(label);
      table.append('\n');
    }
    Path rows = Files.writeString(folder.resolve("rows.csv"), table);
    Path job =
        Files.writeString(
            folder.resolve("hostile.conf"),
            """
            name = hostile
            data {
              train { format = csv, path = "%s", options { header = true, escape = "\\"" } }
              split.test = 0.3
              label = y, positive = "%s"
            }
            model { type = logistic, penalty { type = ridge, strength = 0.01 } }
            training.solver = l-bfgs
            evaluation { bootstrap = 20, threshold.cost { false-positive = 1, false-negative = 4 },
                         examples {} }
            """
                .formatted(rows, HOSTILE_CLASS));
    return trained("train", job.toString());
  }

  @Test
  void everyRunLeavesAReportUnlessItIsToldNotTo() throws IOException {
    String examples = "evaluation.examples { rows = 9, worst = 2 }";
    Path with = trained("train", iris(), "training.epochs = 3", examples);
    assertThat(with.resolve("report.html")).isNotEmptyFile();
    assertThat(Files.readAllLines(with.resolve("examples.jsonl"))).hasSize(11);
    assertThat(Files.size(with.resolve("report.html"))).isLessThan(2_000_000);
    Path evaluated = trained("evaluate", iris(), examples);
    assertThat(Files.readString(evaluated.resolve("report.html")))
        .contains("\"Measured\"", "\"Field of classes\"");
    assertThat(evaluated.resolve("examples.jsonl"))
        .hasSameBinaryContentAs(with.resolve("examples.jsonl"));
    Path without = trained("train", iris(), "training.epochs = 3", "output.report = false");
    assertThat(without.resolve("report.html")).doesNotExist();
    assertThat(without.resolve("examples.jsonl")).doesNotExist();
    Invocation report = run("report", without.toString());
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(without.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void aRunThatDivergesSaysSoInItsReport() throws IOException {
    Invocation train = run("train", iris(), "training.rate.initial = 1e9");
    assertThat(train.exitCode()).isEqualTo(4);
    try (var reports = Files.walk(folder.resolve("runs"))) {
      Path report = reports.filter(file -> file.endsWith("report.html")).findFirst().orElseThrow();
      assertThat(Files.readString(report)).contains("\"Diverged\"", "training diverged in epoch");
    }
  }

  /** The run is what it is; the report can be written when there is room. */
  @Test
  void aReportThatDoesNotFitOnTheDiskFailsNoRun() throws IOException {
    Configuration hadoop = TestSession.spark().sparkContext().hadoopConfiguration();
    String runs = "output.runs = \"full://" + folder.resolve("full") + "\"";
    String[] train = {"train", iris(), "training.epochs = 3", runs, "--json", "--quiet"};
    FullDisk.withRoom(Integer.MAX_VALUE, hadoop);
    int files = files(Invocation.of(train)).size();
    FullDisk.withRoom(files - 1, hadoop);
    Invocation full = Invocation.of(train);
    assertThat(full.exitCode()).as(full.err()).isZero();
    assertThat(files(full)).hasSize(files - 1).doesNotContain("report.html");
    assertThat(run("report", path(full).toString()).exitCode()).isZero();
    assertThat(files(full)).contains("report.html");
  }

  private static Path path(Invocation run) {
    return Path.of(run.json().get("run").asText().replaceFirst("^full:/*", "/"));
  }

  private static List<String> files(Invocation run) throws IOException {
    try (var all = Files.walk(path(run))) {
      return all.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void runsAreNamedAsForPublishAndSeveralAreCompared() {
    Path first = trained("train", iris(), "training.epochs = 3");
    Path second = trained("train", iris(), "training.epochs = 4");
    String runs = "output.runs = \"" + folder.resolve("runs") + "\"";
    JsonNode newest = run("report", iris(), runs).json();
    assertThat(newest.get("report").asText()).isEqualTo(second + "/report.html");
    String name = first.getFileName().toString();
    assertThat(run("report", iris(), name, runs).json().get("report").asText())
        .isEqualTo(first + "/report.html");
    JsonNode both = run("report", iris(), name, second.toString(), runs).json();
    assertThat(both.get("report").asText()).isEqualTo(first + "/comparison.html");
    Path other = folder.resolve("other.html");
    run("report", first.toString(), second.toString(), "--output=" + other);
    assertThat(other).content().contains("training.epochs", "comparison of 2 runs");
  }

  @Test
  void whatIsNoRunIsRefusedInOneLine() throws IOException {
    refused(7, "/x/run.json; give the folder of a run that has ended", "report", iris(), "x");
    refused(2, "RUN must be the name of a run or a path, but was ..", "report", iris(), "..");
    Path run = Files.createDirectories(folder.resolve("damaged"));
    Files.writeString(run.resolve("run.json"), "{");
    Files.copy(Path.of(iris()), run.resolve("job.conf"));
    refused(7, "damaged/run.json is not JSON", "report", run.toString());
    String[] many = new String[15];
    Arrays.fill(many, "x");
    many[0] = "report";
    many[1] = iris();
    refused(2, "RUN must be given at most 12 times, but was 13 times", many);
  }

  private void refused(int exitCode, String complaint, String... words) {
    Invocation report = run(words);
    assertThat(report.exitCode()).isEqualTo(exitCode);
    assertThat(report.complaints()).singleElement().asString().contains(complaint);
  }

  @Test
  void aBrowserDrawsItRunsNothingElseAndAsksForNothing() throws IOException {
    Assumptions.assumeTrue(
        Browser.isThere(), "needs chromium and chromedriver (Debian: chromium chromium-driver)");
    Path run = hostile();
    Path page = run.resolve("report.html");
    try (Browser browser = Browser.start(folder.resolve("profile"))) {
      browser.open(page);
      assertDrawn(browser);
      assertThat(browser.run("return document.title").asText()).startsWith("hostile ");
      namesAreTexts(browser);
      theSliderMoves(browser);
      pointsStandInTables(browser);
      coloursFollowTheUser(browser);
      assertThat(browser.console()).isEmpty();
      assertThat(browser.requests()).containsOnly(page.toUri().toString());
      assertThat(browser.run("return performance.getEntriesByType(\"resource\").length").asInt())
          .isZero();
      nothingCouldBeLoaded(browser);
      compared(browser, run);
      others(browser);
      pixelsAreImages(browser);
    }
  }

  private static void assertDrawn(Browser browser) {
    JsonNode inks = browser.run(DRAWN);
    assertThat(inks.size()).isGreaterThanOrEqualTo(6);
    inks.forEach(ink -> assertThat(ink.asInt()).isGreaterThan(500));
    assertThat(
            browser
                .run(
                    "return [...document.querySelectorAll(\"canvas\")].every((c) =>"
                        + " c.getAttribute(\"role\") === \"img\" &&"
                        + " c.getAttribute(\"aria-label\").length > 20)")
                .asBoolean())
        .isTrue();
  }

  private static void namesAreTexts(Browser browser) {
    assertThat(browser.run("return typeof window.pwned").asText()).isEqualTo("undefined");
    assertThat(browser.run("return document.images.length").asInt()).isZero();
    String text = browser.run("return document.body.innerText").asText();
    assertThat(text).contains(HOSTILE, HOSTILE_CLASS);
  }

  /** One step with the key changes a count, and with it precision, recall and cost. */
  private static void theSliderMoves(Browser browser) {
    String live = "return document.querySelector(\"#live\").parentElement.innerText";
    String at = "return document.querySelector(\"output\").textContent";
    String before = browser.run(live).asText();
    String threshold = browser.run(at).asText();
    browser.press("#threshold", LEFT + LEFT + LEFT);
    assertThat(browser.run(live).asText()).isNotEqualTo(before);
    assertThat(browser.run(at).asText()).isNotEqualTo(threshold);
    browser.run("[...document.querySelectorAll(\".costs button\")].at(-1).click()");
    assertThat(browser.run(live).asText()).isEqualTo(before);
    browser.press("#falseNegative", END + "0");
    assertThat(browser.run(live).asText()).as("the cost is another").isNotEqualTo(before);
  }

  private static void pointsStandInTables(Browser browser) {
    browser.run("document.querySelector(\"#training details\").open = true");
    browser.settle();
    assertThat(
            browser.run("return document.querySelectorAll(\"#training tbody tr\").length").asInt())
        .isGreaterThan(3);
  }

  private static void coloursFollowTheUser(Browser browser) {
    String page = "return getComputedStyle(document.body).backgroundColor";
    browser.show(1280, "light");
    assertThat(browser.run(page).asText()).isEqualTo("rgb(255, 255, 255)");
    browser.show(420, "dark");
    assertThat(browser.run(page).asText()).isEqualTo("rgb(21, 23, 26)");
    assertThat(browser.run(WIDER)).as("what is wider than a phone").isEmpty();
    assertDrawn(browser);
    browser.show(1280, "light");
  }

  /** That there was no request proves something only if the policy stops one that is tried. */
  private static void nothingCouldBeLoaded(Browser browser) {
    JsonNode stopped =
        browser.await(
            """
            addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
            new Image().src = "http://127.0.0.1:9/x";
            """);
    assertThat(stopped.asText()).isEqualTo("img-src");
    browser.console();
    browser.requests();
  }

  private void others(Browser browser) {
    for (String job : List.of("diabetes-lasso", "iris-field", "descent-full-batch")) {
      Path page = trained("train", Project.jobFile(job, folder).toString()).resolve("report.html");
      browser.open(page);
      assertDrawn(browser);
      assertThat(browser.console()).isEmpty();
      assertThat(browser.requests()).containsOnly(page.toUri().toString());
    }
  }

  /** Of a run that is written down. */
  private void pixelsAreImages(Browser browser) throws IOException {
    Path run = Files.createDirectories(folder.resolve("images"));
    Files.copy(Path.of(iris()), run.resolve("job.conf"));
    Files.writeString(
        run.resolve("run.json"), "{\"command\":\"train\",\"name\":\"x\",\"exitCode\":0}");
    String line =
        "{\"kind\":\"worst\",\"label\":\"%s\",\"prediction\":\"b\",\"probabilities\":{\"b\":0.5},\"loss\":1,\"values\":{\"v\":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]}}\n";
    Files.writeString(run.resolve("examples.jsonl"), line.formatted("a") + line.formatted("b"));
    assertThat(run("report", run.toString()).exitCode()).isZero();
    browser.open(run.resolve("report.html"));
    assertThat(browser.run(DRAWN).toString()).as("4 x 4 pixels each").isEqualTo("[16,16]");
    assertThat(browser.run("return document.querySelector(\".images\").innerText").asText())
        .contains("a \u2192 b", "50 % sure");
    assertThat(
            browser
                .run(
                    "return document.querySelector(\".images canvas\").getAttribute(\"aria-label\")")
                .asText())
        .isEqualTo("label a taken for b, 50 % sure");
    assertThat(browser.console()).isEmpty();
  }

  private void compared(Browser browser, Path run) {
    Path page = folder.resolve("comparison.html");
    run("report", run.toString(), run.toString(), "--output=" + page);
    browser.open(page);
    assertThat(browser.run(DRAWN)).isNotEmpty();
    assertThat(browser.run("return document.querySelector(\".why\").innerText").asText())
        .isEqualTo("All runs have the same parameters, to the last bit.");
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).containsOnly(page.toUri().toString());
  }
}
