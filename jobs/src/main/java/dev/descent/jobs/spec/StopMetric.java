package dev.descent.jobs.spec;

/** The metric whose best epoch counts. */
public enum StopMetric {
  VALIDATION_LOSS,
  TRAIN_LOSS
}
