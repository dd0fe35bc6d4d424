package dev.descent.jobs;

import dev.descent.jobs.spec.JobSpec;
import dev.descent.objective.Objective;
import dev.descent.solve.TrainingState;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where training went: its parameters at every step, or at every 2nd, 4th, .. where there are many.
 */
final class Trajectory {
  /** More steps than these are thinned; even. */
  static final int MOST = 2000;

  private static final int PARAMETERS = 2;

  private final List<Point> points = new ArrayList<>();
  private Optional<Point> last = Optional.empty();
  private int every = 1;
  private int seen;

  /**
   * The parameters at a step.
   *
   * @param parameters [2]
   */
  record Point(int step, double[] parameters) {}

  /**
   * That of a job that asks for it.
   *
   * @throws DataException if the model has other parameters than a coefficient and an intercept
   */
  static Optional<Trajectory> asked(JobSpec spec, Objective objective) {
    if (!spec.output().landscape()) {
      return Optional.empty();
    }
    int parameters = objective.network().layout().size();
    if (parameters != PARAMETERS) {
      throw new DataException(
          "output.landscape = true needs a model of one feature and an intercept, but this one has "
              + parameters
              + " parameters; name one column of numbers in features.columns, or remove it");
    }
    return Optional.of(new Trajectory());
  }

  /** Training is at {@code state}. */
  void add(TrainingState state) {
    Point point = new Point(state.step(), state.parameters());
    if (seen % every == 0) {
      if (points.size() == MOST) {
        thin();
      }
      points.add(point);
    }
    seen++;
    last = Optional.of(point);
  }

  private void thin() {
    for (int i = 1; i <= MOST / 2; i++) {
      points.remove(i);
    }
    every *= 2;
  }

  /** The first and the last one, and what is kept in between. */
  List<Point> points() {
    List<Point> all = new ArrayList<>(points);
    last.filter(point -> !points.contains(point)).ifPresent(all::add);
    return all;
  }
}
