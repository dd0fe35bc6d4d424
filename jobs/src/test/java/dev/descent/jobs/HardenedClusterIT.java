package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster with the settings of conf/spark/hardened.conf: a master and a worker on this machine.
 */
final class HardenedClusterIT {
  private static final Path ROOT = Project.root();
  private static final String SECRET = "canary-5ec2e7d1";

  @TempDir private static Path folder;
  private static String master = "";

  @BeforeAll
  static void start() throws IOException {
    Path settings = settings("cluster", SECRET);
    master =
        run("scripts/local-cluster", "start", "--workers=1", "--properties-file", settings + "")
            .strip();
  }

  @AfterAll
  static void stop() {
    run("scripts/local-cluster", "stop");
  }

  private static Path settings(String name, String secret) throws IOException {
    String hardened = Files.readString(ROOT.resolve("conf/spark/hardened.conf"));
    return Files.writeString(
        folder.resolve(name + ".conf"), hardened + "spark.authenticate.secret " + secret + "\n");
  }

  @Test
  void itFindsTheSameBitsAndLetsNobodyInWithoutTheSecret() throws IOException {
    String[] job = {
      "train", ROOT + "/conf/iris-logistic.conf", "training.epochs=30", "--json", "--quiet"
    };
    List<String> words = new ArrayList<>(List.of("scripts/local-cluster", "submit"));
    words.addAll(List.of(job));
    words.add("output.runs=" + folder.resolve("runs"));
    String closed = run(words.toArray(String[]::new));
    words = new ArrayList<>(List.of(job));
    words.add("output.runs=" + folder.resolve("open"));
    words.add("data.train.path=" + ROOT + "/conf/samples/iris.csv");
    assertThat(sha256(closed)).isEqualTo(sha256(Invocation.of(words.toArray(String[]::new)).out()));

    assertThat(worker(Optional.empty())).contains("Unknown challenge message");
    assertThat(worker(Optional.of(settings("wrong", "another")))).contains("Authentication failed");
    assertThat(Files.readString(folder.resolve("cluster/logs/master.log")))
        .containsOnlyOnce("Registering worker ")
        .containsOnlyOnce("Registering app ");
    assertThat(worker(Optional.of(folder.resolve("cluster.conf"))))
        .as("the same process with the secret")
        .contains("Successfully registered with master");
    for (String place : List.of("cluster", "runs")) {
      assertThat(holding(folder.resolve(place), SECRET)).isEmpty();
    }
  }

  /** Spark itself asks three times, twenty seconds apart, before it gives up. */
  @Test
  @Tag("faults")
  void whoLacksTheSecretIsNoDriver() throws Exception {
    String wrong = "canary-a0e1c3f5";
    String properties = "--properties-file=" + settings("other", wrong);
    List<CompletableFuture<Program.Ended>> drivers =
        Stream.of(List.<String>of(), List.of(properties)).map(HardenedClusterIT::driver).toList();
    for (CompletableFuture<Program.Ended> driver : drivers) {
      Program.Ended ended = driver.get(5, TimeUnit.MINUTES).with(ExitCode.USAGE);
      String reason = "--master: the program was not let in by " + master + "; ";
      assertThat(ended.json().get("outcome").asText()).isEqualTo("failed");
      assertThat(ended.json().get("error")).hasSize(1);
      assertThat(ended.json().at("/error/0").asText()).startsWith(reason);
      assertThat(ended.err().stream().filter(line -> line.startsWith("descent: ")))
          .singleElement()
          .asString()
          .startsWith("descent: " + reason);
      assertThat(String.join("\n", ended.err())).doesNotContain(wrong);
    }
    assertThat(folder.resolve("lost")).doesNotExist();
    assertThat(Files.readString(folder.resolve("cluster/logs/master.log")))
        .doesNotContain("lacks-the-secret");
  }

  /** A program that is to train on the cluster with options of its own. */
  private static CompletableFuture<Program.Ended> driver(List<String> options) {
    List<String> words = new ArrayList<>(options);
    words.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    words.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    words.addAll(List.of("train", ROOT + "/conf/iris-logistic.conf", "--json"));
    words.addAll(List.of("name=lacks-the-secret", "output.runs=" + folder.resolve("lost")));
    Program program =
        Program.of("scripts/descent", "--master=" + master, words)
            .with("SPARK_LOCAL_IP", "127.0.0.1");
    return CompletableFuture.supplyAsync(program::run, run -> new Thread(run).start());
  }

  private static List<Path> holding(Path place, String text) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).filter(file -> read(file).contains(text)).toList();
    }
  }

  /** What a worker that is started by hand says last: that it is in, or why it is not. */
  private static String worker(Optional<Path> settings) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    words.addAll(List.of("-cp", ROOT + "/jobs/target/spark/jars/*"));
    words.addAll(List.of("org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1"));
    words.addAll(List.of("--port", "0", "--webui-port", "0", "--cores", "1", "--memory", "512m"));
    words.addAll(List.of("--work-dir", folder.resolve("by-hand").toString()));
    settings.ifPresent(file -> words.addAll(List.of("--properties-file", file.toString())));
    words.add(master);
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    Predicate<String> last =
        line ->
            line.contains("Unknown challenge message")
                || line.contains("Authentication failed")
                || line.contains("Successfully registered with master");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      return lines.lines().filter(last).findFirst().orElse("nothing");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String sha256(String output) {
    String json = output.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
    return Invocation.read(json).get("parametersSha256").asText();
  }

  /** Runs a script from the top of the project; it must end well. */
  private static String run(String... words) {
    File errors = folder.resolve("errors").toFile();
    ProcessBuilder builder = new ProcessBuilder(words).directory(ROOT.toFile());
    builder.environment().put("DESCENT_CLUSTER_DIR", folder.resolve("cluster").toString());
    builder.environment().remove("SPARK_HOME");
    builder.redirectError(errors);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor())
          .as(() -> String.join(" ", words) + ": " + output + read(errors.toPath()))
          .isZero();
      return output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(String.join(" ", words), e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
