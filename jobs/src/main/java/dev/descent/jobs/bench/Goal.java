package dev.descent.jobs.bench;

import java.util.Locale;

/** What a model of a workload must reach for its time to count. */
sealed interface Goal {

  boolean reached(Outcome outcome);

  /** In words, for the table. */
  String words();

  /** Accuracy on the test rows. */
  record Accuracy(double least) implements Goal {
    @Override
    public boolean reached(Outcome outcome) {
      return outcome.accuracy().orElse(0) >= least;
    }

    @Override
    public String words() {
      return String.format(Locale.ROOT, "test accuracy >= %.4g", least);
    }
  }

  /** An objective near that of the optimum. */
  record Objective(double optimum, double tolerance) implements Goal {
    @Override
    public boolean reached(Outcome outcome) {
      return outcome.objective() <= optimum * (1 + tolerance);
    }

    @Override
    public String words() {
      return String.format(
          Locale.ROOT, "objective within %.0e of the optimum %.10g", tolerance, optimum);
    }
  }
}
