package dev.descent.jobs.spec;

import java.time.Duration;

/** What a job file need not say. */
final class Defaults {
  static final long SEED = 42;
  static final String OPTIMIZER = "adam";
  static final String RATE = "constant";
  static final String PENALTY = "none";
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  static final double EPSILON = 1e-8;
  static final double MOMENTUM = 0.9;
  static final double RMS_DECAY = 0.9;
  static final double RATE_INITIAL = 0.05;
  static final double RATE_POWER = 0.5;
  static final double RATE_DECAY = 0.999;
  static final double RATE_FACTOR = 0.1;
  static final double LBFGS_TOLERANCE = 1e-10;
  static final int POLYNOMIAL_DEGREE = 2;
  static final int HASHED_SIZE = 1 << 18;
  static final double HUBER_DELTA = 1.35;
  static final double MIXING = 0.5;
  static final int BATCH_SIZE = 4096;
  static final int EPOCHS = 20;
  static final int DEPTH = 2;
  static final double THRESHOLD = 0.5;
  static final double CONFIDENCE = 0.95;
  static final int EXAMPLE_ROWS = 500;
  static final int WORST_ROWS = 24;
  static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(60);
  static final int REPLICATES = 200;
  static final Duration ALERT_MAX_TIME = Duration.ofSeconds(30);
  static final int HOLD_OUT = 1;
  static final String RUNS = "runs";
  static final String STORE = "models";

  private Defaults() {}
}
