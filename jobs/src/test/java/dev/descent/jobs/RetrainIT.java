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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights over a table that grows, as a scheduler asks for them. */
final class RetrainIT {
  @TempDir private Path folder;
  private Nights nights;

  @BeforeEach
  void nights() {
    nights = new Nights(folder);
  }

  private Path log(int number) {
    return folder.resolve(String.format(Locale.ROOT, "models/churn/log/%020d.json", number));
  }

  @Test
  void nightAfterNight() throws IOException {
    nights.rows("20", 800, "north", 0);
    JsonNode first = nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    assertThat(first.get("champion").asInt()).isEqualTo(1);
    assertThat(Nights.decision(first).at("/due/0").asText()).isEqualTo("there is no champion");
    assertThat(Nights.decision(first).get("champion").isNull()).isTrue();
    Map<String, Long> before = nights.files();
    JsonNode again = nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    assertThat(again.get("repeated").asBoolean()).isTrue();
    assertThat(again.get("version").asInt()).isEqualTo(1);
    assertThat(again.get("run").isNull()).isTrue();
    JsonNode soon = nights.ends(0, "not-due", "--as-of=2026-11-20T06:00:00Z");
    assertThat(soon.at("/why/0").asText()).isEqualTo("the last training is 6h old, due from 1d");
    assertThat(soon.at("/why/1").asText()).isEqualTo("0 rows are new, due from 500");
    assertThat(nights.files()).isEqualTo(before);

    nights.rows("21", 100, "north", 0);
    JsonNode better = nights.ends(0, "promoted", Nights.night(21));
    assertThat(better.get("champion").asInt()).isEqualTo(2);
    assertThat(better.at("/metrics/champion/logLoss").asDouble())
        .isGreaterThan(better.at("/metrics/challenger/logLoss").asDouble() + 0.1);
    JsonNode decided = Nights.decision(better);
    assertThat(decided.get("decision").asText()).isEqualTo("promoted");
    assertThat(decided.at("/gain/low").asDouble()).isGreaterThan(0.1);
    assertThat(decided.at("/gain/replicates").asInt()).isEqualTo(200);
    assertThat(decided.at("/slices/0/value").asText()).isEqualTo("north");
    assertThat(decided.at("/data/rows").asLong()).isEqualTo(900);
    assertThat(decided.at("/asOf").asText()).isEqualTo("2026-11-21T00:00:00Z");
    assertThat(decided.get("gates")).hasSize(3);
    assertThat(Path.of(better.get("run").asText(), "report.html"))
        .content()
        .contains("Confusion by threshold", "\"labels\":[\"no\",\"yes\"]");
    assertThat(Files.readString(folder.resolve("models/churn/versions/2/decision.json")))
        .isEqualTo(Files.readString(Path.of(better.get("run").asText(), "decision.json")));
    JsonNode record =
        Invocation.read(Files.readString(Path.of(better.get("run").asText(), "run.json")));
    assertThat(record.get("outcome").asText()).isEqualTo("promoted");
    assertThat(record.get("command").asText()).isEqualTo("retrain");

    nights.rows("22", 100, "north", 0);
    JsonNode kept = nights.ends(0, "kept", Nights.night(22));
    assertThat(kept.get("champion").asInt()).isEqualTo(2);
    assertThat(kept.get("challenger").asInt()).isEqualTo(3);
    assertThat(kept.at("/why/0").asText()).startsWith("improve-by: log-loss is ");
    assertThat(nights.ends(0, "not-due", Nights.night(22), "seed = 1").get("run").isNull())
        .isTrue();
    nights.rows("22b", 500, "north", 0);
    assertThat(nights.ends(0, "kept", "--as-of=2026-11-22T12:00:00Z").at("/due/0").asText())
        .isEqualTo("500 rows are new, due from 500");

    JsonNode refused =
        nights.ends(
            5,
            "refused",
            Nights.night(24),
            "retrain.gates.never-below = 0.01",
            "training.epochs = 50");
    assertThat(refused.at("/why").toString()).contains("never-below: log-loss is 0.");
    assertThat(
            nights
                .ends(
                    5,
                    "refused",
                    Nights.night(24),
                    "retrain.gates.never-below = 0.01",
                    "training.epochs = 50")
                .get("repeated")
                .asBoolean())
        .isTrue();
    JsonNode uncalibrated =
        nights.ends(5, "refused", Nights.night(25), "retrain.gates.calibration-error-at-most=1e-4");
    JsonNode error = Nights.decision(uncalibrated).get("calibrationError");
    assertThat(error).isEqualTo(uncalibrated.at("/metrics/challenger/calibration/expectedError"));
    assertThat(uncalibrated.at("/why").toString())
        .contains("calibration-error-at-most: the expected calibration error is 0.")
        .contains("which must be <= 1.0E-4");
    assertThat(nights.ends(0, "kept", Nights.night(24), "--force").has("repeated")).isFalse();
    assertThat(nights.run("models verify").exitCode()).isZero();
  }

  /** A night of the same rows goes on with a training that was stopped, one of others does not. */
  @Test
  void aCheckpointOfOtherRowsIsDiscarded() throws IOException {
    Configuration hadoop = TestSession.spark().sparkContext().hadoopConfiguration();
    // So many epochs that the disk is full before the last, however slowly it writes.
    String epochs = "training{solver=mini-batch,batch-size=full,epochs=8000}";
    String kept =
        epochs + ",training.checkpoint={directory=\"full://" + folder + "/checkpoints\",every=1ns}";
    nights.rows("20", 400, "north", 0);
    FullDisk.withRoom(6, hadoop);
    nights.fails(7, "cannot write the checkpoint", Nights.night(20), Nights.ANY, kept);
    FullDisk.withRoom(6, hadoop);
    nights.fails(7, "cannot write the checkpoint", Nights.night(20), Nights.ANY, kept);
    assertThat(trained().at("/resumed/0/step").asInt()).isPositive();
    nights.rows("21", 100, "north", 0);
    FullDisk.withRoom(Integer.MAX_VALUE, hadoop);
    nights.ends(0, "promoted", Nights.night(21), Nights.ANY, kept);
    JsonNode trained = trained();
    assertThat(trained.has("resumed")).isFalse();
    assertThat(trained.at("/checkpoints/discarded").asText())
        .startsWith("other data: was ")
        .contains("and is ");
    nights.ends(0, "kept", Nights.night(22), Nights.ANY, epochs, "--force");
    assertThat(trained().get("parametersSha256")).isEqualTo(trained.get("parametersSha256"));
  }

  /** The run.json of the last training. */
  private JsonNode trained() throws IOException {
    try (Stream<Path> runs = Files.walk(folder.resolve("runs"))) {
      return runs.filter(file -> file.endsWith("run.json"))
          .map(file -> Invocation.read(text(file)))
          .filter(run -> run.get("command").asText().equals("train"))
          .max(Comparator.comparing(run -> run.get("started").asText()))
          .orElseThrow();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSliceThatLosesIsReasonEnough() throws IOException {
    nights.rows("20", 800, "north", 0);
    nights.rows("20w", 200, "west", 0);
    nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    JsonNode refused = nights.ends(5, "refused", Nights.night(21), Nights.ANY);
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
    nights.rows("20", 400, "north", 0);
    nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    JsonNode unmeasured = nights.ends(0, "promoted", Nights.night(21), gate);
    assertThat(unmeasured.at("/why/3").asText())
        .startsWith("drift-psi-at-most: not measured: the champion was published without");
    nights.rows("21", 40, "north", 0);
    JsonNode same = nights.ends(0, "kept", Nights.night(22), gate);
    assertThat(Nights.decision(same).at("/drift")).hasSize(2);
    assertThat(Nights.decision(same).at("/drift/0/psi").asDouble()).isLessThan(0.05);
    String due = "retrain.when { every = 30d, or-new-rows = 5000, or-drift-psi = 0.25 }";
    assertThat(nights.ends(0, "not-due", Nights.night(23), gate, due).at("/why/2").asText())
        .startsWith("column x")
        .contains(" moved most since the champion was trained: PSI 0.0")
        .endsWith(", due above 0.25");
    nights.rows("22", 400, "north", 3);
    JsonNode moved =
        nights.ends(
            5, "refused", Nights.night(23), gate, due, Nights.ANY, "retrain.gates.improve-by = -9");
    assertThat(moved.get("why")).hasSize(1);
    assertThat(moved.at("/why/0").asText())
        .startsWith("drift-psi-at-most: of 2 columns x1 moved most: PSI ");
    assertThat(Nights.decision(moved).at("/due/0").asText())
        .startsWith("column x1 moved most since the champion was trained: PSI ")
        .endsWith(", due above 0.25");
    assertThat(nights.run("models verify").exitCode()).isZero();
  }

  @Test
  void theFirstStartsFreshAndTheNextFromTheChampion() throws IOException {
    String warm = "training.start = champion";
    nights.rows("20", 800, "north", 0);
    assertThat(
            challenger(nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY, warm))
                .has("start"))
        .isFalse();
    JsonNode next = challenger(nights.ends(0, "promoted", Nights.night(21), warm));
    assertThat(next.at("/start/version").asInt()).isEqualTo(1);
  }

  /** The run.json of the run that trained it. */
  private JsonNode challenger(JsonNode said) throws IOException {
    String id = Nights.decision(said).get("trainedBy").asText();
    return Invocation.read(Files.readString(folder.resolve("runs/churn/" + id + "/run.json")));
  }

  @Test
  void whoIsStoppedIsFinishedOrStartsOver() throws IOException {
    nights.rows("20", 800, "north", 0);
    nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    nights.ends(0, "promoted", Nights.night(21));
    // Stopped between publishing and promoting.
    Files.delete(log(4));
    JsonNode list = nights.run("models list").json();
    assertThat(list.get("champion").asInt()).isEqualTo(1);
    JsonNode finished = nights.ends(0, "promoted", Nights.night(21));
    assertThat(finished.get("finished").asBoolean()).isTrue();
    assertThat(finished.get("champion").asInt()).isEqualTo(2);
    assertThat(nights.ends(0, "promoted", Nights.night(21)).get("repeated").asBoolean()).isTrue();
    // Stopped before the log told of the version.
    Files.delete(log(4));
    Files.delete(log(3));
    JsonNode over = nights.ends(0, "promoted", Nights.night(21));
    assertThat(over.get("champion").asInt()).isEqualTo(3);
    assertThat(over.get("parametersSha256")).isEqualTo(finished.get("parametersSha256"));
    // A decision about a champion that is another one by now counts for nothing.
    nights.rows("22", 400, "north", 0);
    nights.ends(0, "promoted", Nights.night(22), "retrain.gates.improve-by = -1");
    Files.delete(log(6));
    nights.run("models rollback");
    assertThat(
            nights
                .ends(0, "promoted", Nights.night(22), "retrain.gates.improve-by = -1")
                .get("champion")
                .asInt())
        .isEqualTo(5);
  }

  @Test
  void oneAtATime() throws IOException {
    nights.rows("20", 800, "north", 0);
    JobSpec spec = nights.spec();
    try (Lease lease = Stores.lease(spec, Stores.hadoop())) {
      nights.fails(6, "another retraining is at work in ", Nights.night(20));
      assertThat(nights.files().keySet()).noneMatch(file -> file.startsWith("runs/"));
      lease.release();
    }
    nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    assertThat(nights.files().keySet().stream().filter(file -> file.contains("/lease/")))
        .hasSize(2);
    // Somebody promotes another version while the challenger is trained.
    nights.run("train");
    nights.run("models publish");
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
                        assertThat(nights.run("models promote").exitCode()).isZero();
                        return nights.run("train").json().get("run").asText();
                      },
                      (said, in, run) -> {}))
          .isInstanceOf(LostRaceException.class)
          .hasMessageContaining("the champion is version 2, but was expected to be version 1");
    }
    JsonNode list = nights.run("models list").json();
    assertThat(list.get("champion").asInt()).isEqualTo(2);
    assertThat(list.get("challenger").asInt()).isEqualTo(3);
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    nights.rows("20", 100, "north", 0);
    nights.fails(2, "--as-of must be a date such as 2026-11-27 or a time", "--as-of=yesterday");
    nights.fails(2, "retrain is required for the command retrain", "retrain = null");
    Files.writeString(folder.resolve("one.csv"), "id,x1,x2,region,churned\n1,1,1,north,yes\n");
    String source =
        "{ format = csv, path = \"" + folder + "/one.csv\", options { header = true } }";
    nights.fails(
        3,
        "retrain.gates.metric = roc-auc is undefined on the 1 test rows; give more of them",
        "data { split = null, test = " + source + " }",
        "retrain.gates.metric = roc-auc");
    Files.writeString(folder.resolve("data/20.csv"), "id,x1,x2,region,churned\n1,1,1,north,yes\n");
    assertThat(nights.run("retrain").exitCode()).isEqualTo(3);
    assertThat(nights.files().keySet().stream().filter(file -> file.contains("/log/"))).isEmpty();
  }
}
