package dev.descent.jobs;

import dev.descent.solve.TrainingState;

/**
 * A point that a training has passed and can go on from.
 *
 * @param leg the solver that it is in
 * @param state of it
 * @param rowsPerSecond speed of each epoch done
 * @param seconds of training so far, those of runs that were stopped included
 */
record Waypoint(Leg leg, TrainingState state, double[] rowsPerSecond, double seconds) {

  /**
   * One of the solvers that a training goes through.
   *
   * @param number 1 for the solver of the job, 2 for the one that finishes
   * @param epochsBefore epochs of those before it
   */
  record Leg(int number, int epochsBefore) {
    static final Leg FIRST = new Leg(1, 0);

    /** The one that finishes, after {@code epochs} of the solver of the job. */
    static Leg finish(int epochs) {
      return new Leg(2, epochs);
    }

    boolean finishes() {
      return number > 1;
    }
  }
}
