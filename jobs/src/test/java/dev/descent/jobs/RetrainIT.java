package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.store.Lease;
import dev.descent.jobs.store.LostRaceException;
import dev.descent.jobs.store.ModelStore;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights over a table that grows, as a scheduler asks for them. */
final class RetrainIT {
  private static final String JOB =
      """
      name = churn
      data {
        train { format = csv, path = "FOLDER/data", options { header = true } }
        split { test = 0.3 }
        label = churned
      }
      features.columns = ["x*"]
      model { type = logistic, penalty { type = ridge, strength = 0.001 } }
      training { solver = l-bfgs }
      evaluation { slices = [region] }
      output { runs = "FOLDER/runs", store.path = "FOLDER/models" }
      retrain {
        when { every = 1d, or-new-rows = 500 }
        gates { metric = log-loss, improve-by = 0.01, never-below = 0.6, slices-may-lose = 0.2 }
      }
      """;

  /** So little training that anything is better. */
  private static final String WEAK =
      "training { solver = mini-batch, optimizer.type = sgd, rate.initial = 0.05, batch-size = full, epochs = 1 }";

  private static final String ANY = "retrain.gates.never-below = 1";

  @TempDir private Path folder;
  private Path job = Path.of("");
  private final Random random = new Random(7);

  @BeforeEach
  void job() throws IOException {
    job = folder.resolve("churn.conf");
    Files.writeString(job, JOB.replace("FOLDER", folder.toString()));
    Files.createDirectory(folder.resolve("data"));
  }

  /** Who churns: by x1 and x2, in the west the other way round. */
  private void rows(String day, int count, String region, double shift) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,x1,x2,region,churned"));
    for (int i = 0; i < count; i++) {
      double x1 = random.nextGaussian() + shift;
      double x2 = random.nextGaussian();
      double score = 2 * (x1 - shift) - x2 + random.nextGaussian();
      boolean churned = region.equals("west") ? score < 0 : score > 0;
      lines.add(
          String.format(
              Locale.ROOT,
              "%s-%d,%.6f,%.6f,%s,%s",
              day,
              i,
              x1,
              x2,
              region,
              churned ? "yes" : "no"));
    }
    Files.write(folder.resolve("data/" + day + ".csv"), lines);
  }

  private Invocation run(String command, String... words) {
    List<String> line = new ArrayList<>(List.of(command.split(" ")));
    line.add(job.toString());
    line.addAll(List.of(words));
    line.add("--quiet");
    line.add("--json");
    return Invocation.of(line.toArray(String[]::new));
  }

  private JsonNode ends(int exitCode, String outcome, String... words) {
    Invocation invocation = run("retrain", words);
    assertThat(invocation.exitCode()).as(invocation.err()).isEqualTo(exitCode);
    JsonNode said = invocation.json();
    assertThat(said.get("outcome").asText()).as(invocation.out()).isEqualTo(outcome);
    assertThat(said.get("exitCode").asInt()).isEqualTo(exitCode);
    assertThat(said.get("command").asText()).isEqualTo("retrain");
    return said;
  }

  private void fails(int exitCode, String complaint, String... words) {
    Invocation invocation = run("retrain", words);
    assertThat(invocation.exitCode()).as(invocation.err()).isEqualTo(exitCode);
    assertThat(invocation.complaints()).singleElement().asString().contains(complaint);
  }

  private static String night(int day) {
    return "--as-of=2026-11-" + day;
  }

  /** Every file below the folder but those of the lease, with its size. */
  private Map<String, Long> files() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        sizes.put(folder.relativize(file).toString(), Files.size(file));
      }
    }
    return sizes;
  }

  private static JsonNode decision(JsonNode said) throws IOException {
    return Invocation.read(Files.readString(Path.of(said.get("run").asText(), "decision.json")));
  }

  private Path log(int number) {
    return folder.resolve(String.format(Locale.ROOT, "models/churn/log/%020d.json", number));
  }

  @Test
  void nightAfterNight() throws IOException {
    rows("20", 800, "north", 0);
    JsonNode first = ends(0, "promoted", night(20), WEAK, ANY);
    assertThat(first.get("champion").asInt()).isEqualTo(1);
    assertThat(decision(first).at("/due/0").asText()).isEqualTo("there is no champion");
    assertThat(decision(first).get("champion").isNull()).isTrue();
    Map<String, Long> before = files();
    JsonNode again = ends(0, "promoted", night(20), WEAK, ANY);
    assertThat(again.get("repeated").asBoolean()).isTrue();
    assertThat(again.get("version").asInt()).isEqualTo(1);
    assertThat(again.get("run").isNull()).isTrue();
    JsonNode soon = ends(0, "not-due", "--as-of=2026-11-20T06:00:00Z");
    assertThat(soon.at("/why/0").asText()).isEqualTo("the last training is 6h old, due from 1d");
    assertThat(soon.at("/why/1").asText()).isEqualTo("0 rows are new, due from 500");
    assertThat(files()).isEqualTo(before);

    rows("21", 100, "north", 0);
    JsonNode better = ends(0, "promoted", night(21));
    assertThat(better.get("champion").asInt()).isEqualTo(2);
    assertThat(better.at("/metrics/champion/logLoss").asDouble())
        .isGreaterThan(better.at("/metrics/challenger/logLoss").asDouble() + 0.1);
    JsonNode decided = decision(better);
    assertThat(decided.get("decision").asText()).isEqualTo("promoted");
    assertThat(decided.at("/gain/low").asDouble()).isGreaterThan(0.1);
    assertThat(decided.at("/gain/replicates").asInt()).isEqualTo(200);
    assertThat(decided.at("/slices/0/value").asText()).isEqualTo("north");
    assertThat(decided.at("/data/rows").asLong()).isEqualTo(900);
    assertThat(decided.at("/asOf").asText()).isEqualTo("2026-11-21T00:00:00Z");
    assertThat(decided.get("gates")).hasSize(3);
    assertThat(Files.readString(folder.resolve("models/churn/versions/2/decision.json")))
        .isEqualTo(Files.readString(Path.of(better.get("run").asText(), "decision.json")));
    JsonNode record =
        Invocation.read(Files.readString(Path.of(better.get("run").asText(), "run.json")));
    assertThat(record.get("outcome").asText()).isEqualTo("promoted");
    assertThat(record.get("command").asText()).isEqualTo("retrain");

    rows("22", 100, "north", 0);
    JsonNode kept = ends(0, "kept", night(22));
    assertThat(kept.get("champion").asInt()).isEqualTo(2);
    assertThat(kept.get("challenger").asInt()).isEqualTo(3);
    assertThat(kept.at("/why/0").asText()).startsWith("improve-by: log-loss is ");
    assertThat(ends(0, "not-due", night(22), "seed = 1").get("run").isNull()).isTrue();
    rows("22b", 500, "north", 0);
    assertThat(ends(0, "kept", "--as-of=2026-11-22T12:00:00Z").at("/due/0").asText())
        .isEqualTo("500 rows are new, due from 500");

    JsonNode refused =
        ends(5, "refused", night(24), "retrain.gates.never-below = 0.01", "training.epochs = 50");
    assertThat(refused.at("/why").toString()).contains("never-below: log-loss is 0.");
    assertThat(
            ends(
                    5,
                    "refused",
                    night(24),
                    "retrain.gates.never-below = 0.01",
                    "training.epochs = 50")
                .get("repeated")
                .asBoolean())
        .isTrue();
    assertThat(ends(0, "kept", night(24), "--force").has("repeated")).isFalse();
    assertThat(run("models verify").exitCode()).isZero();
  }

  @Test
  void aSliceThatLosesIsReasonEnough() throws IOException {
    rows("20", 800, "north", 0);
    rows("20w", 200, "west", 0);
    ends(0, "promoted", night(20), WEAK, ANY);
    JsonNode refused = ends(5, "refused", night(21), ANY);
    assertThat(refused.get("champion").asInt()).isEqualTo(1);
    assertThat(refused.at("/why")).hasSize(1);
    assertThat(refused.at("/why/0").asText())
        .startsWith("slices-may-lose: of 2 slices region = west loses most (");
    assertThat(refused.at("/metrics/challenger/logLoss").asDouble())
        .isLessThan(refused.at("/metrics/champion/logLoss").asDouble());
  }

  @Test
  void dataThatDriftedIsReasonEnough() throws IOException {
    String gate = "retrain.gates.drift-psi-at-most = 0.25";
    rows("20", 400, "north", 0);
    ends(0, "promoted", night(20), WEAK, ANY);
    JsonNode unmeasured = ends(0, "promoted", night(21), gate);
    assertThat(unmeasured.at("/why/3").asText())
        .startsWith("drift-psi-at-most: not measured: the champion was published without");
    rows("21", 40, "north", 0);
    JsonNode same = ends(0, "kept", night(22), gate);
    assertThat(decision(same).at("/drift")).hasSize(2);
    assertThat(decision(same).at("/drift/0/psi").asDouble()).isLessThan(0.05);
    rows("22", 400, "north", 3);
    JsonNode moved = ends(5, "refused", night(23), gate, ANY, "retrain.gates.improve-by = -9");
    assertThat(moved.get("why")).hasSize(1);
    assertThat(moved.at("/why/0").asText())
        .startsWith("drift-psi-at-most: of 2 columns x1 moved most: PSI ");
    assertThat(run("models verify").exitCode()).isZero();
  }

  @Test
  void modelsOfOtherClassesAreNotCompared() throws IOException {
    rows("20", 800, "north", 0);
    ends(0, "promoted", night(20), WEAK, ANY);
    fails(
        3,
        "data.label: the classes must be those of version 1, the champion, [no, yes], but were [yes, no]",
        night(21),
        "data.positive = no");
    assertThat(run("models list").json().get("versions")).hasSize(1);
  }

  @Test
  void theFirstStartsFreshAndTheNextFromTheChampion() throws IOException {
    String warm = "training.start = champion";
    rows("20", 800, "north", 0);
    assertThat(challenger(ends(0, "promoted", night(20), WEAK, ANY, warm)).has("start")).isFalse();
    JsonNode next = challenger(ends(0, "promoted", night(21), warm));
    assertThat(next.at("/start/version").asInt()).isEqualTo(1);
  }

  /** The run.json of the run that trained it. */
  private JsonNode challenger(JsonNode said) throws IOException {
    String id = decision(said).get("trainedBy").asText();
    return Invocation.read(Files.readString(folder.resolve("runs/churn/" + id + "/run.json")));
  }

  @Test
  void whoIsStoppedIsFinishedOrStartsOver() throws IOException {
    rows("20", 800, "north", 0);
    ends(0, "promoted", night(20), WEAK, ANY);
    ends(0, "promoted", night(21));
    // Stopped between publishing and promoting.
    Files.delete(log(4));
    JsonNode list = run("models list").json();
    assertThat(list.get("champion").asInt()).isEqualTo(1);
    JsonNode finished = ends(0, "promoted", night(21));
    assertThat(finished.get("finished").asBoolean()).isTrue();
    assertThat(finished.get("champion").asInt()).isEqualTo(2);
    assertThat(ends(0, "promoted", night(21)).get("repeated").asBoolean()).isTrue();
    // Stopped before the log told of the version.
    Files.delete(log(4));
    Files.delete(log(3));
    JsonNode over = ends(0, "promoted", night(21));
    assertThat(over.get("champion").asInt()).isEqualTo(3);
    assertThat(over.get("parametersSha256")).isEqualTo(finished.get("parametersSha256"));
    // A decision about a champion that is another one by now counts for nothing.
    rows("22", 400, "north", 0);
    ends(0, "promoted", night(22), "retrain.gates.improve-by = -1");
    Files.delete(log(6));
    run("models rollback");
    assertThat(
            ends(0, "promoted", night(22), "retrain.gates.improve-by = -1").get("champion").asInt())
        .isEqualTo(5);
  }

  @Test
  void oneAtATime() throws IOException {
    rows("20", 800, "north", 0);
    JobSpec spec = JobSpec.parse("churn.conf", Files.readString(job), List.of(), Map.of());
    try (Lease lease = Stores.lease(spec, Stores.hadoop())) {
      fails(6, "another retraining is at work in ", night(20));
      assertThat(files().keySet()).noneMatch(file -> file.startsWith("runs/"));
      lease.release();
    }
    ends(0, "promoted", night(20), WEAK, ANY);
    assertThat(files().keySet().stream().filter(file -> file.contains("/lease/"))).hasSize(2);
    // Somebody promotes another version while the challenger is trained.
    run("train");
    run("models publish");
    try (ModelStore store = Stores.open(spec, Stores.hadoop())) {
      RetrainAttempt attempt =
          new RetrainAttempt(
              new RetrainAttempt.Asked(
                  spec, Instant.parse("2026-11-22T00:00:00Z"), RetrainAttempt.Wanted.WHEN_DUE),
              store,
              TestSession.spark());
      assertThatThrownBy(
              () ->
                  attempt.settle(
                      asked -> {
                        assertThat(run("models promote").exitCode()).isZero();
                        return run("train").json().get("run").asText();
                      },
                      (said, in, run) -> {}))
          .isInstanceOf(LostRaceException.class)
          .hasMessageContaining("the champion is version 2, but was expected to be version 1");
    }
    JsonNode list = run("models list").json();
    assertThat(list.get("champion").asInt()).isEqualTo(2);
    assertThat(list.get("challenger").asInt()).isEqualTo(3);
  }

  @Test
  void testRowsAreNeverRowsThatTheChampionWasTrainedOn() throws IOException {
    rows("20", 800, "north", 0);
    ends(0, "promoted", night(20), WEAK, ANY);
    fails(
        2,
        "data.split must hold out the same rows as when version 1, the champion, was trained,",
        night(21),
        "data.split.seed = 1");
    fails(2, "data.split must hold out the same rows", night(21), "data.split.test = 0.2");
    fails(2, "data.split must hold out the same rows", night(21), "data.split.by { group = id }");
    Path file = folder.resolve("data/20.csv");
    List<String> lines = Files.readAllLines(file);
    lines.replaceAll(line -> line + (line.startsWith("id") ? ",more" : ",1"));
    Files.write(file, lines);
    fails(
        3,
        "data.train: rows are told apart by 6 columns, but by 5 when version 1, the champion,",
        night(21));
    fails(
        3, "data.train: rows are told apart by 1 columns, but by 5", night(21), "data.key = [id]");
    run("train");
    run("models publish");
    run("models promote");
    ends(0, "kept", night(22), "--force");
  }

  @Test
  void theLatestRowsAreTestedOnlyOnce() throws IOException {
    String byTime = "data.split { by { time = id }, test = 0.3 }";
    List<String> lines = new ArrayList<>(List.of("id,x1,x2,region,churned"));
    for (int i = 0; i < 600; i++) {
      double x = random.nextGaussian();
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%.6f,north,%s",
              i,
              x,
              random.nextGaussian(),
              x + random.nextGaussian() > 0 ? "yes" : "no"));
    }
    Files.write(folder.resolve("data/20.csv"), lines.subList(0, 500));
    ends(0, "promoted", night(20), WEAK, ANY, byTime);
    Files.write(folder.resolve("data/20.csv"), lines);
    ends(0, "promoted", night(21), ANY, byTime);
    Files.write(folder.resolve("data/20.csv"), lines.subList(0, 301));
    fails(
        3,
        "the test rows begin at 210, but the champion was trained on rows up to 420",
        night(22),
        ANY,
        byTime);
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    rows("20", 100, "north", 0);
    fails(2, "--as-of must be a date such as 2026-11-27 or a time", "--as-of=yesterday");
    fails(2, "retrain is required for the command retrain", "retrain = null");
    Files.writeString(folder.resolve("one.csv"), "id,x1,x2,region,churned\n1,1,1,north,yes\n");
    String source =
        "{ format = csv, path = \"" + folder + "/one.csv\", options { header = true } }";
    fails(
        3,
        "retrain.gates.metric = roc-auc is undefined on the 1 test rows; give more of them",
        "data { split = null, test = " + source + " }",
        "retrain.gates.metric = roc-auc");
    Files.writeString(folder.resolve("data/20.csv"), "id,x1,x2,region,churned\n1,1,1,north,yes\n");
    assertThat(run("retrain").exitCode()).isEqualTo(3);
    assertThat(files().keySet().stream().filter(file -> file.contains("/log/"))).isEmpty();
  }
}
