package dev.descent.sample;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.objective.LocalGram;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.solve.LeastSquares;
import dev.descent.solve.LeastSquaresStates;
import dev.descent.solve.Metric;
import dev.descent.solve.Rank;
import dev.descent.solve.Risks;
import dev.descent.solve.StopReason;
import dev.descent.solve.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the exact solver passed through until it ended by itself. */
public record ExactRun(List<TrainingState> states, StopReason reason, Optional<Rank> rank) {
  private static final double TOLERANCE = 1e-9;

  /** From the network's start, over {@code rows} in double precision. */
  public static ExactRun of(Objective objective, Rows rows) {
    return of(objective, rows.tiles());
  }

  /** From the network's start. */
  public static ExactRun of(Objective objective, List<Tile> tiles) {
    return of(objective, tiles, solver(objective, tiles));
  }

  /** From the network's start, by the products that {@code solver} has. */
  public static ExactRun of(Objective objective, List<Tile> tiles, LeastSquares solver) {
    Risks risks = new Risks(new LocalRisk(objective, tiles), Optional.empty());
    return to(solver.states(risks, objective, solver.start(objective.network().start(1))));
  }

  /** The solver over {@code tiles}. */
  public static LeastSquares solver(Objective objective, List<Tile> tiles) {
    LocalGram gram = new LocalGram(objective.network().inputs(), tiles);
    return new LeastSquares(gram, Precision.DOUBLE, TOLERANCE, Metric.TRAIN_LOSS);
  }

  /** What {@code states} still gives. */
  public static ExactRun to(LeastSquaresStates states) {
    List<TrainingState> all = new ArrayList<>();
    while (states.hasNext()) {
      all.add(states.next());
    }
    return new ExactRun(all, states.ended().orElseThrow(), states.rank());
  }

  /** The last state. */
  public TrainingState last() {
    return states.get(states.size() - 1);
  }

  /** The parameters that it ended at. */
  public double[] parameters() {
    return last().parameters();
  }
}
