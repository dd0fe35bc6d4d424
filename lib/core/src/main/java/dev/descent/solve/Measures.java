package dev.descent.solve;

import dev.descent.objective.Objective.Evaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written down of a state at the end of an epoch: its progress, and whether it is the best
 * so far.
 *
 * @param risks of which the validation rows are measured here
 * @param metric by which the best parameters are kept
 */
record Measures(Risks risks, Metric metric) {

  Measures {
    if (metric == Metric.VALIDATION_LOSS && risks.validation().isEmpty()) {
      throw new IllegalArgumentException(
          "the best parameters by validation loss need validation rows, but there are none");
    }
  }

  /** {@code reached} at the end of {@code epoch}, where its objective over all rows is known. */
  TrainingState added(TrainingState reached, Evaluation evaluation, int epoch, double rate) {
    double[] parameters = reached.parameters();
    double validationLoss =
        risks.validation().map(risk -> risk.lossAt(parameters)).orElse(Double.NaN);
    Progress progress =
        new Progress(
            epoch,
            reached.step(),
            evaluation.value(),
            evaluation.loss(),
            evaluation.penalty(),
            evaluation.gradientNorm(),
            rate,
            validationLoss);
    List<Progress> history = new ArrayList<>(reached.history());
    history.add(progress);
    double value = metric.of(progress);
    TrainingState.Best best =
        value < reached.best().metric()
            ? new TrainingState.Best(epoch, value, parameters)
            : reached.best();
    return new TrainingState(reached.step(), parameters, reached.optimizer(), best, history);
  }
}
