package dev.descent.jobs;

import dev.descent.jobs.spec.SolverSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which candidates of one data side are trained together: those along a path of strengths, and
 * those that share passes over the rows.
 *
 * @param byPasses whether trainings take passes over the rows that they can share
 * @param parameters p, of each candidate
 */
record Batches(boolean byPasses, Map<Entrant, Double> parameters) {
  /** Sums of more parameters than these would take a detour on their way to the driver. */
  static final int MOST_PARAMETERS = 1 << 15;

  /** Each is a thread of the driver. */
  static final int MOST_TRAININGS = 16;

  /** The trainings that share passes. */
  private enum Kind {
    JOINT
  }

  /** All of {@code entrants}, in the order in which the first of each batch stands there. */
  List<List<Entrant>> of(List<Entrant> entrants) {
    Map<Object, List<List<Entrant>>> batches = new LinkedHashMap<>();
    for (Entrant entrant : entrants) {
      List<List<Entrant>> ofKind =
          batches.computeIfAbsent(kind(entrant).orElse(entrant), k -> new ArrayList<>());
      if (ofKind.isEmpty() || !hasRoom(ofKind.get(ofKind.size() - 1), entrant)) {
        ofKind.add(new ArrayList<>());
      }
      ofKind.get(ofKind.size() - 1).add(entrant);
    }
    return batches.values().stream().flatMap(List::stream).toList();
  }

  private boolean hasRoom(List<Entrant> batch, Entrant entrant) {
    if (entrant.isOnPath()) {
      return true;
    }
    double sum = batch.stream().mapToDouble(this::size).sum() + size(entrant);
    return batch.size() < MOST_TRAININGS && sum <= MOST_PARAMETERS;
  }

  private double size(Entrant entrant) {
    return Objects.requireNonNull(parameters.get(entrant));
  }

  private Optional<Object> kind(Entrant entrant) {
    if (entrant.isOnPath()) {
      return Optional.of(entrant.pathKind());
    }
    return byPasses && takesPasses(entrant) ? Optional.of(Kind.JOINT) : Optional.empty();
  }

  /** What stops by the clock is not kept waiting by others. */
  private static boolean takesPasses(Entrant entrant) {
    Recipe recipe = new Recipe(entrant.spec());
    return !(entrant.spec().training().solver() instanceof SolverSpec.Exact)
        && recipe.shards().isEmpty()
        && recipe.maxTime().isEmpty();
  }
}
