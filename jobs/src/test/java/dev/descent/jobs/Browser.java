package dev.descent.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chromium without a window, driven by chromedriver over the WebDriver protocol
 * (https://www.w3.org/TR/webdriver2/), which needs no library.
 */
final class Browser implements AutoCloseable {
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process driver;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String session;

  private Browser(Process driver, int port, Path profile) {
    this.driver = driver;
    String url = "http://127.0.0.1:" + port + "/session";
    this.session = url + "/" + post(url, capabilities(profile)).get("sessionId").asText();
  }

  /** The program {@code name}, where this machine has it. */
  static Optional<Path> program(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether this machine has a browser to drive. */
  static boolean isThere() {
    return program("chromedriver").isPresent() && program("chromium").isPresent();
  }

  /** Starts it; what it keeps is below {@code profile}. */
  static Browser start(Path profile) throws IOException {
    Process driver =
        new ProcessBuilder(program("chromedriver").orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    BufferedReader out = driver.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        Browser browser = new Browser(driver, Integer.parseInt(started.group(1)), profile);
        browser.leaveItsFirstPage();
        return browser;
      }
    }
    throw new IOException("chromedriver did not start");
  }

  private static Map<String, Object> capabilities(Path profile) {
    List<String> arguments =
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1280,900",
            "--user-data-dir=" + profile);
    Map<String, Object> options =
        Map.of("binary", program("chromium").orElseThrow().toString(), "args", arguments);
    return Map.of(
        "capabilities",
        Map.of(
            "alwaysMatch",
            Map.of(
                "goog:chromeOptions",
                options,
                "goog:loggingPrefs",
                Map.of("browser", "ALL", "performance", "ALL"))));
  }

  /** That of a new tab asks for a lot. */
  private void leaveItsFirstPage() {
    post(session + "/url", Map.of("url", "about:blank"));
    requests();
    console();
  }

  /** Opens a file, and waits until it has drawn. */
  void open(Path page) {
    post(session + "/url", Map.of("url", page.toUri().toString()));
    settle();
  }

  /** Waits for two frames. */
  void settle() {
    post(
        session + "/execute/async",
        Map.of(
            "script",
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() =>"
                + " done()));",
            "args",
            List.of()));
  }

  /** What a script returns. */
  JsonNode run(String script) {
    return post(session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** What a script hands to the function {@code done}. */
  JsonNode await(String script) {
    return post(
        session + "/execute/async",
        Map.of("script", "const done = arguments[0]; " + script, "args", List.of()));
  }

  /** Presses keys as the keyboard would, with the focus on an element. */
  void press(String selector, String keys) {
    JsonNode found = post(session + "/element", Map.of("using", "css selector", "value", selector));
    String id = found.properties().iterator().next().getValue().asText();
    post(session + "/element/" + id + "/value", Map.of("text", keys));
    settle();
  }

  /** Width of the window, and the colours that the user prefers. */
  void show(int width, String scheme) {
    emulate(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    emulate(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    settle();
  }

  private void emulate(String what, Map<String, Object> how) {
    post(session + "/goog/cdp/execute", Map.of("cmd", what, "params", how));
  }

  /** What the console says since the last call. */
  List<String> console() {
    List<String> lines = new ArrayList<>();
    post(session + "/se/log", Map.of("type", "browser"))
        .forEach(entry -> lines.add(entry.get("message").asText()));
    return lines;
  }

  /** The addresses that were asked for since the last call, whatever came of it. */
  List<String> requests() {
    List<String> urls = new ArrayList<>();
    for (JsonNode entry : post(session + "/se/log", Map.of("type", "performance"))) {
      JsonNode message = Invocation.read(entry.get("message").asText()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        urls.add(message.at("/params/request/url").asText());
      }
    }
    return urls;
  }

  private JsonNode post(String url, Map<String, Object> body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(url + ": " + answer.body());
      }
      return JSON.readTree(answer.body()).get("value");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      http.send(
          HttpRequest.newBuilder(URI.create(session)).DELETE().build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      driver.destroy();
    }
  }
}
