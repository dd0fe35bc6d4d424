package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Prediction from Parquet to Parquet: the columns of generated rows, and what a logistic regression
 * says of them. Descent runs its command, MLlib transforms and writes; both have a model of a few
 * iterations, which is not part of the time. The objective told is the share of wrong predictions.
 *
 * @param accuracy a little less than that of the model that generated the rows
 */
record BatchPrediction(String name, DenseRows rows, double accuracy) implements Workload {
  static final BatchPrediction USUAL =
      new BatchPrediction("predict-28", new DenseRows(1_000_000, 28), 0.67);

  private static final BatchPrediction SMALL =
      new BatchPrediction("predict-28-20k", new DenseRows(20_000, 28), 0.67);

  /** Of l-bfgs, which come near enough to the optimum. */
  static final int ITERATIONS = 5;

  private static final String PREDICTION = "prediction";

  @Override
  public Optional<Workload> small() {
    return Optional.of(SMALL);
  }

  @Override
  public Goal goal() {
    return new Goal.Accuracy(accuracy);
  }

  @Override
  public List<EngineKind> engines() {
    return List.of(EngineKind.values());
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    rows.write(spark, tables.train());
  }

  /** Descent's job file, of training and prediction. */
  List<String> job(Tables tables) {
    return List.of(
        rows.recipe(),
        "model.type = logistic",
        "training { solver = l-bfgs, precision = single, epochs = " + ITERATIONS + " }",
        "evaluation.curves { bins = 1024 }",
        "use.data " + Tables.parquet(tables.train()),
        "output.predictions { format = parquet, mode = overwrite, path = "
            + Tables.quoted(tables.predictions())
            + " }");
  }

  @Override
  public Outcome run(Engine engine, Tables tables) {
    double seconds = engine.predict(this, tables);
    Column right = functions.col(PREDICTION).equalTo(functions.col(DenseRows.LABEL));
    double share =
        engine
            .spark()
            .read()
            .parquet(tables.predictions().toString())
            .select(functions.avg(right.cast("double")))
            .head()
            .getDouble(0);
    return new Outcome(seconds, 0, 1 - share).with(Outcome.ACCURACY, share);
  }
}
