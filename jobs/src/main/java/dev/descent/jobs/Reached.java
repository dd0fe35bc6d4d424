package dev.descent.jobs;

import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.RateSpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.solve.StopReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where trainings of an earlier rung have ended: one with more epochs goes on from there, with the
 * bits that it would have from the start.
 */
final class Reached {
  /** More numbers than these are not kept; trainings that miss theirs start over. */
  static final long MOST_NUMBERS = 1 << 24;

  private final Map<Place, Training.Result> results = new HashMap<>();
  private final long most;
  private long numbers;

  /** That keeps so many numbers at {@code most}. */
  Reached(long most) {
    this.most = most;
  }

  private record Place(int candidate, int fold) {
    static Place of(Entrant entrant, int fold) {
      return new Place(entrant.candidate().number(), fold);
    }
  }

  /** Where the training of {@code entrant} on a fold has ended, if that is known. */
  Optional<Training.Result> of(Entrant entrant, int fold) {
    return Optional.ofNullable(results.get(Place.of(entrant, fold)));
  }

  /** It has ended with {@code result}. */
  void put(Entrant entrant, int fold, Training.Result result) {
    Place place = Place.of(entrant, fold);
    forget(place);
    if (goesOn(entrant.spec()) && numbers + numbers(result) <= most) {
      numbers += numbers(result);
      results.put(place, result);
    }
  }

  /** No others than these candidates are trained again. */
  void keep(List<Integer> candidates) {
    for (Place place : List.copyOf(results.keySet())) {
      if (!candidates.contains(place.candidate)) {
        forget(place);
      }
    }
  }

  private void forget(Place place) {
    Training.Result result = results.remove(place);
    numbers -= result == null ? 0 : numbers(result);
  }

  /** Whether a step does not depend on how many there are in all, nor on the clock. */
  private static boolean goesOn(JobSpec spec) {
    boolean untilTheLast =
        spec.training().solver() instanceof SolverSpec.MiniBatch descent
            && descent.step().rate() instanceof RateSpec.Cosine;
    return !untilTheLast && spec.training().stop().maxTime().isEmpty();
  }

  /** Parameters, the best ones, and what the optimizer remembers of each. */
  private static long numbers(Training.Result result) {
    long p = result.parameters().length;
    return p * (2 + result.state().optimizer().slots().length);
  }

  /** Whether {@code result} is what a training of so many epochs comes to. */
  static boolean isFinal(Training.Result result, int epochs) {
    return result.reason() != StopReason.MAX_EPOCHS || result.state().epoch() >= epochs;
  }
}
