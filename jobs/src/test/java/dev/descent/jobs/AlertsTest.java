package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and webhooks that are told, and those that cannot be. */
final class AlertsTest {
  private static final String CANARY = "canary-7f3a";

  @TempDir private Path folder;
  private final BlockingQueue<String> posted = new ArrayBlockingQueue<>(9);
  private final ConcurrentLinkedQueue<HttpExchange> unanswered = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void hangUp() {
    unanswered.forEach(HttpExchange::close);
    server.stop(0);
  }

  /** The path says how: a status, or that there is no answer, or no end of it. */
  private void answer(HttpExchange exchange) throws IOException {
    String how = Path.of(exchange.getRequestURI().getPath()).getName(0).toString();
    posted.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (how.equals("silent")) {
      unanswered.add(exchange);
    } else if (how.equals("endless")) {
      unanswered.add(exchange);
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().flush();
    } else {
      exchange.getResponseHeaders().add("Location", url("200"));
      exchange.sendResponseHeaders(Integer.parseInt(how), -1);
      exchange.close();
    }
  }

  private String url(String how) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + how + "/" + CANARY;
  }

  private static JobSpec job(String alerts) {
    String text =
        """
        name = churn, model.type = logistic
        data { train { format = csv, path = a }, label = y, split.test = 0.5 }
        retrain { gates.metric = f1, alerts { ALERTS } }
        """;
    return JobSpec.parse("churn.conf", text.replace("ALERTS", alerts), List.of(), Map.of());
  }

  private static Alerts alerts(String alerts, Map<String, String> environment) {
    return Alerts.of(job(alerts), new SourceSecrets(environment, new Configuration(false)));
  }

  private static Map<String, Object> ending(String outcome, int exitCode) {
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "retrain");
    ending.put("outcome", outcome);
    ending.put("exitCode", exitCode);
    return ending;
  }

  private static String problem(Alerts alerts) {
    List<Alerts.Told> told = alerts.tell(ending("promoted", 0));
    assertThat(told).singleElement().asString().doesNotContain(CANARY);
    assertThat(told.get(0).toMap().toString()).doesNotContain(CANARY);
    return told.get(0).warning().orElse("none");
  }

  private String command(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("tell"), script);
    return "command = [sh, \""
        + file
        + "\", \""
        + folder
        + "/heard\", \"two words; rm -rf $HOME\"]";
  }

  @Test
  void theCommandGetsTheObjectAndItsArgumentsAsTheyAre() throws IOException {
    String command = command("{ cat; printf '%s' \"$2\"; } >\"$1\"\necho to nobody\n");
    assertThat(problem(alerts(command, Map.of()))).isEqualTo("none");
    List<String> heard = Files.readAllLines(folder.resolve("heard"));
    assertThat(heard)
        .containsExactly(
            "{\"name\":\"churn\",\"event\":\"promoted\",\"command\":\"retrain\",\"outcome\":\"promoted\",\"exitCode\":0}",
            "two words; rm -rf $HOME");
  }

  @Test
  void anyMuchIsToldToACommandThatReadsNothing() throws IOException {
    Alerts alerts = alerts(command("exit 0"), Map.of());
    Map<String, Object> ending = ending("kept", 0);
    ending.put("why", "x".repeat(10_000_000));
    assertThat(alerts.tell(ending)).allMatch(told -> told.problem().isEmpty());
  }

  @Test
  void aCommandThatFailsIsAWarning() throws IOException {
    String untold = "retrain.alerts.command was not told of promoted: it ";
    assertThat(problem(alerts(command("exit 3"), Map.of())))
        .isEqualTo(untold + "ended with exit code 3");
    assertThat(problem(alerts("command = [\"" + folder + "/absent\"]", Map.of())))
        .startsWith(untold + "cannot be started (Cannot run program");
  }

  @Test
  void aCommandThatHangsIsEndedWithWhatItStarted() throws IOException {
    String hangs = command("sleep 600 & echo $! >\"$1.new\"; mv \"$1.new\" \"$1\"; wait\n");
    assertThat(problem(alerts(hangs + ", max-time = 2s", Map.of())))
        .endsWith("it did not end within retrain.alerts.max-time and was ended");
    long pid = Long.parseLong(Files.readString(folder.resolve("heard")).strip());
    ProcessHandle.of(pid).ifPresent(sleep -> sleep.onExit().join());
  }

  @Test
  void theWebhookGetsTheObject() {
    assertThat(problem(alerts("webhook = \"" + url("204") + "\"", Map.of()))).isEqualTo("none");
    String request = posted.remove();
    assertThat(request).startsWith("POST application/json {");
    JsonNode json = Invocation.read(request.substring(request.indexOf('{')));
    assertThat(json.get("event").asText()).isEqualTo("promoted");
    assertThat(json.get("command").asText()).isEqualTo("retrain");
  }

  @Test
  void aWebhookThatDoesNotTakeItIsAWarningWithoutItsAddress() throws IOException {
    String untold = "retrain.alerts.webhook was not told of promoted: it ";
    for (int status : List.of(500, 404, 302)) {
      assertThat(problem(hook(url(String.valueOf(status)))))
          .isEqualTo(untold + "answered " + status);
    }
    assertThat(posted).hasSize(3);
    for (String never : List.of("silent", "endless")) {
      assertThat(problem(hook(url(never))))
          .isEqualTo(untold + "did not answer within retrain.alerts.max-time");
    }
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertThat(problem(hook("http://127.0.0.1:" + closed + "/" + CANARY)))
        .isEqualTo(untold + "cannot be reached (ConnectException)");
  }

  private static Alerts hook(String url) {
    return alerts("webhook { env = HOOK }, max-time = 2s", Map.of("HOOK", url));
  }

  @Test
  void aSecretThatIsNoAddressIsRefusedWithoutShowingIt() throws IOException {
    for (String secret :
        List.of("ftp://" + CANARY, CANARY, "http://u:" + CANARY + "@h/", "http:///" + CANARY)) {
      assertThatThrownBy(() -> hook(secret))
          .isInstanceOf(JobFileException.class)
          .hasMessageStartingWith("retrain.alerts.webhook: the secret must be a URL that begins")
          .hasMessageNotContaining(CANARY);
    }
    assertThatThrownBy(() -> alerts("webhook { env = HOOK }", Map.of()))
        .isInstanceOf(JobFileException.class)
        .hasMessage("retrain.alerts.webhook: the environment variable HOOK is not set; set it");
    Path file = Files.writeString(folder.resolve("hook"), url("200") + "\n");
    assertThat(problem(alerts("webhook { file = \"" + file + "\" }", Map.of()))).isEqualTo("none");
  }

  @Test
  void onlyWhatIsAskedForIsTold() {
    Alerts all = hook(url("200"));
    assertThat(told(all, "promoted", 0)).isEqualTo("promoted");
    assertThat(told(all, "kept", 0)).isEqualTo("kept");
    assertThat(told(all, "refused", 5)).isEqualTo("refused");
    assertThat(told(all, "failed", 3)).isEqualTo("failed");
    assertThat(told(all, "diverged", 4)).isEqualTo("failed");
    assertThat(told(all, "lost", 6)).isEqualTo("failed");
    // A rule of the model store, not a gate.
    assertThat(told(all, "refused", 2)).isEqualTo("failed");
    assertThat(told(all, "not-due", 0)).isEqualTo("nothing");
    assertThat(told(all, "interrupted", 143)).isEqualTo("nothing");
    String hook = "webhook = \"" + url("200") + "\", ";
    Alerts some = alerts(hook + "on = [refused, failed]", Map.of());
    assertThat(told(some, "promoted", 0)).isEqualTo("nothing");
    assertThat(told(some, "refused", 5)).isEqualTo("refused");
    assertThat(posted).hasSize(8);
  }

  private static String told(Alerts alerts, String outcome, int exitCode) {
    List<Alerts.Told> told = alerts.tell(ending(outcome, exitCode));
    return told.isEmpty() ? "nothing" : told.get(0).event().word();
  }

  @Test
  void aJobWithoutAlertsTellsNobody() {
    JobSpec silent =
        JobSpec.parse(
            "churn.conf",
            "name = a, model.type = linear, data { train { format = csv, path = a }, label = y }",
            List.of(),
            Map.of());
    Alerts none = Alerts.of(silent, new SourceSecrets(Map.of(), new Configuration(false)));
    assertThat(none.tell(ending("promoted", 0))).isEmpty();
  }
}
