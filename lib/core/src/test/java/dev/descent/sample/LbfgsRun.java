package dev.descent.sample;

import dev.descent.data.Tile;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.solve.Lbfgs;
import dev.descent.solve.Metric;
import dev.descent.solve.Risks;
import dev.descent.solve.States;
import dev.descent.solve.StopReason;
import dev.descent.solve.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What l-bfgs passed through until it ended by itself.
 *
 * @param passes over the rows
 */
public record LbfgsRun(List<TrainingState> states, StopReason reason, long passes) {
  private static final int MOST_STATES = 2000;

  /** From the network's start, over {@code rows} in double precision. */
  public static LbfgsRun of(Objective objective, Rows rows, double tolerance) {
    return of(objective, rows.tiles(), tolerance, objective.network().start(1));
  }

  /** From any start over any tiles. */
  public static LbfgsRun of(
      Objective objective, List<Tile> tiles, double tolerance, double... start) {
    return of(objective, new LocalRisk(objective, tiles), tolerance, start);
  }

  /** From any start over any risk. */
  public static LbfgsRun of(Objective objective, Risk risk, double tolerance, double... start) {
    Counted counted = new Counted(risk);
    Lbfgs lbfgs = new Lbfgs(tolerance, Lbfgs.memoryFor(start.length), Metric.TRAIN_LOSS);
    Risks risks = new Risks(counted, Optional.empty());
    return to(lbfgs.states(risks, objective, lbfgs.start(start)), counted);
  }

  /** What {@code states} still gives, with the passes that {@code risk} counts. */
  public static LbfgsRun to(States states, Counted risk) {
    List<TrainingState> all = new ArrayList<>();
    while (states.hasNext() && all.size() < MOST_STATES) {
      all.add(states.next());
    }
    StopReason reason =
        states
            .ended()
            .orElseThrow(() -> new AssertionError("no end after " + all.size() + " states"));
    return new LbfgsRun(all, reason, risk.calls());
  }

  /** The last state. */
  public TrainingState last() {
    return states.get(states.size() - 1);
  }

  /** The parameters that it ended at. */
  public double[] parameters() {
    return last().parameters();
  }

  /** The objective there. */
  public double objective() {
    return last().last().objective();
  }
}
