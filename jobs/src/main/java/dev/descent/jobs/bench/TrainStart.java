package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A whole {@code descent train conf/iris-logistic.conf}, from the shell and back to it, in turns
 * with a JVM in which an empty session starts and stops.
 */
record TrainStart() implements WorkloadInTurns {
  /** Of l-bfgs with tolerance 1e-12; gradient descent ends near it. */
  private static final double OPTIMUM = 0.19274846390846717;

  private static final double TOLERANCE = 1e-3;
  private static final String JOB = "conf/iris-logistic.conf";

  @Override
  public String name() {
    return "train-start";
  }

  @Override
  public Optional<Workload> small() {
    return Optional.of(this);
  }

  @Override
  public Goal goal() {
    return new Goal.Objective(OPTIMUM, TOLERANCE);
  }

  @Override
  public List<Beside> besides() {
    return List.of(Beside.SESSION);
  }

  /** The rows are in the project. */
  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {}

  @Override
  public Outcome run(Engine engine, Tables tables) {
    Path root = root();
    List<String> train =
        List.of(
            root.resolve("scripts/descent").toString(),
            "train",
            root.resolve(JOB).toString(),
            "data.train.path = " + Tables.quoted(root.resolve("conf/samples/iris.csv")),
            "output.runs = " + Tables.quoted(tables.runs()),
            "--json",
            "--quiet");
    Path said = tables.folder().resolve("train.json");
    double seconds = Startup.seconds(train, said);
    double session = Startup.seconds(session(), tables.folder().resolve("session.log"));
    double objective = DescentEngine.lastObjective(json(said), engine.spark());
    return Turns.outcome(
        Map.of(Turns.OWN, seconds, Beside.SESSION.figure(), session), 0, objective);
  }

  /** The command that this JVM was started by, but for its last words and the archive. */
  private static List<String> session() {
    RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
    List<String> command = new ArrayList<>();
    command.add(Startup.javaProgram());
    jvm.getInputArguments().stream()
        .filter(option -> !Startup.isOfTheArchive(option))
        .forEach(command::add);
    command.addAll(List.of("-cp", jvm.getClassPath()));
    command.add(System.getProperty("sun.java.command").split(" ", 2)[0]);
    command.add("bench-session");
    return command;
  }

  /**
   * The checkout whose {@code jobs/target} has the classes of this JVM.
   *
   * @throws IllegalStateException if they are elsewhere
   */
  private static Path root() {
    Path classes = Startup.home(TrainStart.class);
    Path root = classes.resolve("../../..").normalize();
    if (!Files.isExecutable(root.resolve("scripts/descent"))) {
      throw new IllegalStateException(
          "train-start needs scripts/descent, which is not in "
              + root
              + "; run the benchmark by the script of a checkout");
    }
    return root;
  }

  private static JsonNode json(Path said) {
    try {
      String text = Files.readString(said);
      return Json.parse(text.substring(text.indexOf('{')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
