package dev.descent.jobs.bench;

import java.util.Locale;

/** What the result of a workload must reach for its time to count. */
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

  /**
   * The area under a curve: exact but for rounding, or with a bound on its error that holds.
   *
   * @param most that the bound may be; 0 where none is allowed
   */
  record Area(double area, double most) implements Goal {
    /** What adding up 10^7 trapezoids in doubles may lose. */
    private static final double ROUNDING = 1e-12;

    @Override
    public boolean reached(Outcome outcome) {
      double bound = outcome.bound().orElse(0);
      double error = Math.abs(outcome.objective() - area);
      return bound <= most && error <= Math.max(bound, ROUNDING);
    }

    @Override
    public String words() {
      return most == 0
          ? String.format(Locale.ROOT, "ROC area within %.0e of %.15f", ROUNDING, area)
          : String.format(Locale.ROOT, "ROC area within its bound, <= %.0e, of %.15f", most, area);
    }
  }

  /** The entropy of the labels, which shows that all rows were read. */
  record Entropy(double entropy, double tolerance) implements Goal {
    @Override
    public boolean reached(Outcome outcome) {
      return Math.abs(outcome.objective() - entropy) <= tolerance;
    }

    @Override
    public String words() {
      return String.format(
          Locale.ROOT, "entropy of the labels within %.0e of %.15f", tolerance, entropy);
    }
  }

  /** The numbers of the same work by one thread, to the bit. */
  record Same() implements Goal {
    /** The figure of an outcome that has {@link #difference}. */
    static final String DIFFERENCE = "difference";

    /** The greatest difference between numbers that ought to be the same. */
    static double difference(double[] numbers, double[] expected) {
      double greatest = 0;
      for (int i = 0; i < numbers.length; i++) {
        greatest = Math.max(greatest, Math.abs(numbers[i] - expected[i]));
      }
      return greatest;
    }

    @Override
    public boolean reached(Outcome outcome) {
      return outcome.figures().getOrDefault(DIFFERENCE, Double.NaN) == 0;
    }

    @Override
    public String words() {
      return "the bits of one thread";
    }
  }

  /** An objective that another program has reached. */
  record AtMost(double objective) implements Goal {
    @Override
    public boolean reached(Outcome outcome) {
      return outcome.objective() <= objective;
    }

    @Override
    public String words() {
      return String.format(Locale.ROOT, "objective <= %.10g", objective);
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
