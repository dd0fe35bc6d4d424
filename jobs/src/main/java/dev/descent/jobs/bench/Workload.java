package dev.descent.jobs.bench;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** A problem that engines solve from the same tables, each in the way that suits it. */
interface Workload extends Serializable {

  String name();

  /** What a result must reach for its time to count. */
  Goal goal();

  /** Who solves it; Descent does. */
  List<EngineKind> engines();

  /** The workload that Descent takes longer for, where this one is its shorter way. */
  default Optional<Workload> longer() {
    return Optional.empty();
  }

  /** Other ways that Descent times in turns with its own; every round has their seconds. */
  default List<Beside> besides() {
    return List.of();
  }

  /** The same with little data; empty where it would show nothing. */
  Optional<Workload> small();

  /** What programs outside the JVM must know to solve it; empty where none is asked to. */
  default Optional<Problem> problem() {
    return Optional.empty();
  }

  /** The files in the user's folder that it needs, by name; none where it makes its rows. */
  default List<String> files() {
    return List.of();
  }

  /**
   * Checks those files in {@code data}.
   *
   * @throws dev.descent.spark.source.DataException if one is missing or damaged
   */
  default void check(Path data) {}

  /** Writes the tables that all engines read; {@code data} is the user's folder. */
  void write(SparkSession spark, Optional<Path> data, Tables tables);

  /** Has {@code engine} solve it once, from files. */
  Outcome run(Engine engine, Tables tables);
}
