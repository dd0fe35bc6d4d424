package dev.descent.spark.train;

import dev.descent.spark.data.TrainingData;
import java.util.Optional;

/**
 * What trainings sum over a data set.
 *
 * @param train over its training rows
 * @param validation over its validation rows, if there are any
 */
public record DataSums(TableSums train, Optional<TableSums> validation) {

  /** Over {@code data}, merged by trees of {@code depth}. */
  public static DataSums of(TrainingData data, int depth) {
    int features = data.encoding().features().size();
    return new DataSums(
        TableSums.of(data.train(), features, depth),
        data.validation().map(rows -> TableSums.of(rows, features, depth)));
  }

  /** Whether sums take passes over the training rows that trainings gain by sharing. */
  public boolean byPasses() {
    return train.byPasses();
  }

  /** The same for trainings that share {@code passes}. */
  public DataSums sharing(JointPasses passes) {
    return new DataSums(train.sharing(passes), validation.map(rows -> rows.sharing(passes)));
  }
}
