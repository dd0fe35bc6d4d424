package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A model of the digits of MNIST, which has no small size. */
interface MnistModel extends ModelWorkload {

  @Override
  default Optional<Workload> small() {
    return Optional.empty();
  }

  @Override
  default String label() {
    return Mnist.LABEL;
  }

  @Override
  default List<String> files() {
    return Mnist.FILES;
  }

  @Override
  default void check(Path data) {
    new Mnist(data).check();
  }

  @Override
  default void write(SparkSession spark, Optional<Path> data, Tables tables) {
    new Mnist(data.orElseThrow()).write(spark, tables);
  }

  @Override
  default double loss(Row scored) {
    return Losses.softmax(scored);
  }
}
