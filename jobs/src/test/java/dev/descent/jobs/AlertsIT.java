package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.jobs.store.Lease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of which a command is told, and a webhook that nobody listens at. */
final class AlertsIT {
  private static final String UNTOLD =
      "descent: warning: retrain.alerts.webhook was not told of %s: it cannot be reached"
          + " (ConnectException)";

  @TempDir private Path folder;
  private Nights nights;
  private String alerts;

  @BeforeEach
  void nights() throws IOException {
    nights = new Nights(folder);
    Path script = Files.writeString(folder.resolve("tell"), "cat >>\"$1\"\n");
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    alerts =
        "retrain.alerts { command = [sh, \"%s\", \"%s\"], webhook = \"http://127.0.0.1:%d/\" }"
            .formatted(script, heardFile(), closed);
  }

  private Path heardFile() {
    return folder.resolve("heard");
  }

  private List<JsonNode> heard() throws IOException {
    return Files.exists(heardFile())
        ? Files.readAllLines(heardFile()).stream().map(Invocation::read).toList()
        : List.of();
  }

  /** What was told last, which must be what the command printed, with two fields before it. */
  private JsonNode told(Invocation invocation, String event) throws IOException {
    JsonNode last = heard().get(heard().size() - 1);
    ObjectNode printed = last.deepCopy();
    assertThat(printed.remove("name").asText()).isEqualTo("churn");
    assertThat(printed.remove("event").asText()).isEqualTo(event);
    assertThat(printed).isEqualTo(invocation.json());
    assertThat(invocation.err()).containsOnlyOnce(UNTOLD.formatted(event));
    return last;
  }

  @Test
  void whatIsDecidedIsToldAndNotChangedByWhoIsTold() throws IOException {
    nights.rows("20", 400, "north", 0);
    Invocation promoted = nights.run("retrain", Nights.night(20), Nights.WEAK, Nights.ANY, alerts);
    assertThat(promoted.exitCode()).as(promoted.err()).isZero();
    JsonNode told = told(promoted, "promoted");
    assertThat(told.get("champion").asInt()).isEqualTo(1);
    assertThat(promoted.file("alerts.json").toString())
        .isEqualTo(
            "[{\"key\":\"retrain.alerts.command\",\"event\":\"promoted\",\"problem\":null},"
                + "{\"key\":\"retrain.alerts.webhook\",\"event\":\"promoted\","
                + "\"problem\":\"it cannot be reached (ConnectException)\"}]");
    assertThat(promoted.file("run.json").get("exitCode").asInt()).isZero();
    // The same night again, also where nobody is told any more.
    JsonNode silent = nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    assertThat(silent.get("repeated").asBoolean()).isTrue();
    Invocation again = nights.run("retrain", Nights.night(20), Nights.WEAK, Nights.ANY, alerts);
    assertThat(told(again, "promoted").get("repeated").asBoolean()).isTrue();
    nights.ends(0, "not-due", "--as-of=2026-11-20T06:00:00Z", alerts);
    assertThat(heard()).hasSize(2);
    Invocation refused =
        nights.run("retrain", Nights.night(21), "retrain.gates.never-below = 0.01", alerts);
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
    assertThat(told(refused, "refused").get("why").toString()).contains("never-below");
    String only = alerts + ", retrain.alerts.on = [failed]";
    nights.ends(0, "promoted", Nights.night(22), only);
    assertThat(heard()).hasSize(3);
  }

  @Test
  void everyFailureIsTold() throws IOException {
    nights.rows("20", 100, "north", 0);
    try (Lease lease = Stores.lease(nights.spec(), Stores.hadoop())) {
      Invocation lost = nights.run("retrain", Nights.night(20), alerts);
      assertThat(lost.exitCode()).isEqualTo(6);
      assertThat(told(lost, "failed").get("outcome").asText()).isEqualTo("lost");
      lease.release();
    }
    Invocation usage = nights.run("retrain", "--as-of=yesterday", alerts);
    assertThat(usage.exitCode()).isEqualTo(2);
    assertThat(told(usage, "failed").at("/error/0").asText()).startsWith("--as-of must be a date");
    Files.writeString(folder.resolve("data/21.csv"), "id,x1,x2,region,churned\n1,x,1,north,yes\n");
    Invocation bad = nights.run("retrain", Nights.night(20), alerts);
    assertThat(bad.exitCode()).isEqualTo(3);
    assertThat(told(bad, "failed").get("exitCode").asInt()).isEqualTo(3);
    assertThat(nights.files().keySet()).filteredOn(file -> file.endsWith("alerts.json")).hasSize(1);
    Invocation unsettled = nights.run("retrain", "retrain.alerts.webhook { env = NO_SUCH_NAME }");
    assertThat(unsettled.exitCode()).isEqualTo(2);
    assertThat(unsettled.complaints())
        .containsExactly(
            "descent: retrain.alerts.webhook: the environment variable NO_SUCH_NAME is not set; set"
                + " it");
  }
}
