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
  }

  /** Where the finishing solver starts. */
  static Waypoint finishFrom(TrainingState reached) {
    return new Waypoint(new Leg(2, reached.epoch()), reached, new double[0], 0);
  }

  /** Whether it is the finishing solver that goes on. */
  boolean finishes() {
    return leg.number() > 1;
  }
}
