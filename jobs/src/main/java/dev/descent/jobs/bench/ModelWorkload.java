package dev.descent.jobs.bench;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A model that every engine trains, each in the way that suits it. */
interface ModelWorkload extends Workload {

  /** The column to predict. */
  String label();

  /** Descent's job file without name, seed, tables and output. */
  List<String> job();

  /** MLlib's model of cached {@code rows} with the columns label and features. */
  Transformer fit(Dataset<Row> rows);

  /** The loss of a row with what MLlib's model has added to it. */
  double loss(Row scored);

  /** The penalty of MLlib's model, which is part of the objective. */
  default double penalty(Transformer model) {
    return 0;
  }

  /** The objective that MLlib's model tells of itself, where it is not made of loss and penalty. */
  default Optional<Double> told(Transformer model) {
    return Optional.empty();
  }

  @Override
  default List<EngineKind> engines() {
    return List.of(EngineKind.values());
  }

  @Override
  default Outcome run(Engine engine, Tables tables) {
    return engine.train(this, tables);
  }
}
