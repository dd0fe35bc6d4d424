package dev.descent.jobs.run;

import dev.descent.data.Classes;
import dev.descent.encode.Column;
import dev.descent.encode.Numeric;
import dev.descent.model.Model;
import dev.descent.model.ModelScorer;
import java.util.Arrays;
import java.util.List;

/** What the model of a run predicts, for those who look at it; of one thread. */
public final class FittedModel {
  private final Model model;
  private final ModelScorer scorer;

  FittedModel(Model model) {
    this.model = model;
    this.scorer = model.scorer();
  }

  /** The columns that it predicts from, if each of them is a number; none if not. */
  public List<String> numbers() {
    List<Column> inputs = model.encoding().expansion().inputs();
    return inputs.stream().allMatch(Numeric.class::isInstance)
        ? inputs.stream().map(Column::name).toList()
        : List.of();
  }

  /** The classes in their order; none of a regression. */
  public List<String> classes() {
    return model.classes().map(Classes::names).orElseGet(List::of);
  }

  /**
   * What it says of a row with these {@link #numbers}: [1] the number, or the probability of the
   * last one of two classes, or [K] those of several; NaN where that is not finite.
   */
  public double[] predict(double... row) {
    double[] predicted = new double[model.network().outputs()];
    scorer.row().put(row);
    scorer.score(predicted);
    if (!Arrays.stream(predicted).allMatch(Double::isFinite)) {
      Arrays.fill(predicted, Double.NaN);
      return predicted;
    }
    model.loss().predict(predicted);
    return predicted;
  }
}
