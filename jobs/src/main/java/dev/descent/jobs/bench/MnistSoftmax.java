package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Softmax regression for MNIST, to 92.6 % of the test digits.
 *
 * <p>Descent takes adam steps with a rate that falls like a cosine; MLlib l-bfgs, which it has no
 * choice about.
 */
record MnistSoftmax() implements Workload {
  private static final int ITERATIONS = 60;

  @Override
  public String name() {
    return "mnist-softmax";
  }

  @Override
  public Goal goal() {
    return new Goal.Accuracy(0.926);
  }

  @Override
  public String label() {
    return Mnist.LABEL;
  }

  @Override
  public boolean needsData() {
    return true;
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    new Mnist(data.orElseThrow()).write(spark, tables);
  }

  @Override
  public List<String> job() {
    return List.of(
        "data.label = " + Mnist.LABEL,
        "features.standardize = false",
        "model.type = softmax",
        "training { precision = single, optimizer.type = adam }",
        "training.rate { type = cosine, initial = 0.02 }",
        "training { batch-size = 128, epochs = 3, average-every = epoch }");
  }

  @Override
  public Transformer fit(Dataset<Row> rows) {
    return new LogisticRegression()
        .setFamily("multinomial")
        .setMaxIter(ITERATIONS)
        .setTol(0)
        .fit(rows);
  }

  @Override
  public double loss(Vector raw, int label) {
    return Losses.softmax(raw, label);
  }
}
