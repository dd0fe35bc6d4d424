package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged program through spark-submit on a real standalone cluster, a master and workers as
 * processes of their own, beside the same jobs on this machine's threads.
 */
final class ClusterIT {
  private static final String LINEAR = "conf/diamonds-linear.conf";
  private static final String POLYNOMIAL = "conf/diamonds-polynomial.conf";

  /** Waits for both before it begins: of one that is still to come none hears that it is lost. */
  private static final List<String> BOTH_EXECUTORS =
      List.of(
          "--conf",
          "spark.cores.max=2",
          "--conf",
          "spark.scheduler.minRegisteredResourcesRatio=1",
          "--conf",
          "spark.scheduler.maxRegisteredResourcesWaitingTime=300s");

  @TempDir private static Path folder;
  private static List<Cluster> clusters = new ArrayList<>();

  private final Random random = Seed.of("ClusterIT");

  @BeforeAll
  static void start() {
    clusters.add(Cluster.start(folder.resolve("cluster")));
  }

  @AfterAll
  static void stop() {
    clusters.forEach(Cluster::close);
  }

  private static Cluster cluster() {
    return clusters.get(0);
  }

  private static List<String> train(String job, String... overrides) {
    List<String> words = new ArrayList<>(List.of("train", job, "--json"));
    words.addAll(List.of(overrides));
    words.add("output.runs=\"" + folder.resolve("runs") + "\"");
    return words;
  }

  private static String onThreads(int threads, List<String> words) {
    return Program.of("scripts/descent", "--master=local[" + threads + "]", words)
        .run()
        .with(0)
        .sha256();
  }

  private static String onCluster(List<String> words) {
    return cluster().submit(words).run().with(0).sha256();
  }

  /** An executor is killed at any epoch: others make again what it had in memory. */
  @Test
  void theClusterAndOneThreadFindTheBitsOfTwoThreads() {
    List<String> words = train(LINEAR, "training.epochs=8");
    List<String> onBoth = new ArrayList<>(BOTH_EXECUTORS);
    onBoth.addAll(words);
    Program.Ended ended =
        cluster()
            .submit(onBoth)
            .at(1 + random.nextInt(4), process -> cluster().killExecutor(random))
            .run()
            .with(0);
    assertThat(ended.happened()).isTrue();
    assertThat(String.join("\n", ended.err())).contains("Lost executor");
    String two = onThreads(2, words);
    assertThat(ended.sha256()).isEqualTo(two);
    assertThat(onThreads(1, words)).isEqualTo(two);
    assertThat(onThreads(2, train(LINEAR, "training.epochs=7"))).isNotEqualTo(two);
  }

  /** Over all tiles of the diamonds; what they find differs from each other. */
  @Test
  void soDoLbfgsOfSoftmaxAndTheExactLasso() {
    List<String> softmax =
        train(
            POLYNOMIAL,
            "data.label=cut",
            "model.type=softmax",
            "training.solver=l-bfgs",
            "training.epochs=4");
    List<String> lasso = train(POLYNOMIAL, "model.penalty.type=lasso", "model.penalty.strength=20");
    String first = onThreads(2, softmax);
    assertThat(onCluster(softmax)).isEqualTo(first);
    String second = onThreads(2, lasso);
    assertThat(onCluster(lasso)).isEqualTo(second).isNotEqualTo(first);
  }

  @Test
  @Tag("faults")
  void everyKindOnOneThreadToo() {
    for (List<String> words :
        List.of(
            train("conf/iris-logistic.conf", "training.epochs=30"),
            train("conf/diamonds-hashed.conf"),
            train(
                POLYNOMIAL,
                "data.label=cut",
                "model.type=softmax",
                "training.solver=l-bfgs",
                "training.epochs=10"),
            train(POLYNOMIAL, "model.penalty.type=lasso", "model.penalty.strength=20"))) {
      String two = onThreads(2, words);
      assertThat(onThreads(1, words)).isEqualTo(two);
      assertThat(onCluster(words)).isEqualTo(two);
    }
  }

  /** At random epochs of a cluster of its own: with executors all come back, workers do not. */
  @ParameterizedTest
  @CsvSource({"executor, 3", "worker, 2"})
  @Tag("faults")
  void whatIsLostCostsTimeOnly(String what, int losses) {
    List<String> words = train(LINEAR, "training.epochs=40");
    String expected = onThreads(2, words);
    for (int loss = 0; loss < losses; loss++) {
      try (Cluster own = Cluster.start(folder.resolve(what + loss), "--workers", "3")) {
        Program.Ended ended =
            own.submit(words)
                .at(
                    1 + random.nextInt(30),
                    process -> {
                      if (what.equals("executor")) {
                        own.killExecutor(random);
                      } else {
                        own.killWorker(random);
                      }
                    })
                .run()
                .with(0);
        assertThat(ended.happened()).isTrue();
        assertThat(ended.sha256()).isEqualTo(expected);
      }
    }
  }
}
