package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program through spark-submit on a real standalone cluster, a master and two workers
 * as processes of their own, beside the same jobs on this machine's threads.
 */
final class ClusterIT {
  private static final Path ROOT = Project.root();

  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    run("scripts/local-cluster", "start");
  }

  @AfterAll
  static void stop() {
    run("scripts/local-cluster", "stop");
  }

  @Test
  void theClusterAndOneThreadFindTheBitsOfTwoThreads() {
    assertSameBits("conf/diamonds-linear.conf", "training.epochs=3");
    assertSameBits("conf/iris-logistic.conf", "training.epochs=30");
  }

  /** Over all tiles of the diamonds; what they find differs from each other. */
  @Test
  void soDoLbfgsOfSoftmaxAndTheExactLasso() {
    String job = "conf/diamonds-polynomial.conf";
    String softmax =
        assertSameBits(
            job,
            "data.label=cut",
            "model.type=softmax",
            "training.solver=l-bfgs",
            "training.epochs=10");
    String lasso = assertSameBits(job, "model.penalty.type=lasso", "model.penalty.strength=20");
    assertThat(softmax).isNotEqualTo(lasso);
  }

  private static String assertSameBits(String job, String... overrides) {
    String[] words =
        Stream.of(
                Stream.of("train", job),
                Stream.of(overrides),
                Stream.of("output.runs=" + folder.resolve("runs"), "--json", "--quiet"))
            .flatMap(part -> part)
            .toArray(String[]::new);
    String cluster = sha256(run(words("scripts/local-cluster", "submit", words)));
    String two = sha256(run(words("scripts/descent", "--master=local[2]", words)));
    String one = sha256(run(words("scripts/descent", "--master=local[1]", words)));
    assertThat(cluster).isEqualTo(two);
    assertThat(one).isEqualTo(two);
    return two;
  }

  private static String sha256(String output) {
    String json = output.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
    return Invocation.read(json).get("parametersSha256").asText();
  }

  private static String[] words(String script, String option, String[] rest) {
    List<String> words = new ArrayList<>(List.of(script, option));
    words.addAll(List.of(rest));
    return words.toArray(String[]::new);
  }

  /**
   * Runs a script of the project from its top folder and returns what it printed; it must end well.
   */
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
          .as(() -> String.join(" ", words) + ": " + output + read(errors))
          .isZero();
      return output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(String.join(" ", words), e);
    }
  }

  private static String read(File file) {
    try {
      return Files.readString(file.toPath());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
