package dev.descent.solve;

/** The number that decides which parameters are the best so far; lower is better. */
public enum Metric {
  TRAIN_LOSS {
    @Override
    double of(Progress progress) {
      return progress.objective();
    }
  },
  VALIDATION_LOSS {
    @Override
    double of(Progress progress) {
      return progress.validationLoss();
    }
  };

  abstract double of(Progress progress);
}
