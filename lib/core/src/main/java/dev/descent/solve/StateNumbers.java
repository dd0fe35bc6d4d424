package dev.descent.solve;

import dev.descent.optimize.OptimizerState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training state as vectors of numbers by name, whatever the solver: all that a checkpoint has to
 * keep of it. {@link #of} and {@link #state} undo each other to the bit.
 *
 * <p>The vectors are {@code counts}: step, directions that the optimizer has given, epoch and
 * metric of the best parameters; {@code history}: the numbers of {@link Progress} in their order,
 * one epoch after the other; {@code parameters} [p]; {@code best} [p], absent where these are the
 * parameters themselves; {@code slot 0}, {@code slot 1}, ..: what the optimizer remembers.
 */
public record StateNumbers(Map<String, double[]> vectors) {
  private static final String COUNTS = "counts";
  private static final String HISTORY = "history";
  private static final String PARAMETERS = "parameters";
  private static final String BEST = "best";
  private static final String SLOT = "slot ";

  /** Numbers of an epoch in the history. */
  private static final int PROGRESS = 8;

  public StateNumbers {
    vectors = Collections.unmodifiableMap(new LinkedHashMap<>(vectors));
  }

  /** Those of {@code state}, whose arrays are not copied. */
  @SuppressWarnings("ReferenceEquality")
  public static StateNumbers of(TrainingState state) {
    TrainingState.Best best = state.best();
    double[][] slots = state.optimizer().slots();
    Map<String, double[]> vectors = new LinkedHashMap<>();
    vectors.put(
        COUNTS, new double[] {state.step(), state.optimizer().step(), best.epoch(), best.metric()});
    vectors.put(HISTORY, history(state.history()));
    vectors.put(PARAMETERS, state.parameters());
    if (best.parameters() != state.parameters()) {
      vectors.put(BEST, best.parameters());
    }
    for (int k = 0; k < slots.length; k++) {
      vectors.put(SLOT + k, slots[k]);
    }
    return new StateNumbers(vectors);
  }

  /**
   * The state, which shares the arrays.
   *
   * @throws IllegalArgumentException if these are not the numbers of a state; the message says why
   */
  public TrainingState state() {
    double[] counts = vector(COUNTS);
    double[] parameters = vector(PARAMETERS);
    double[] best = vectors.getOrDefault(BEST, parameters);
    require(counts.length == 4, COUNTS + " must have 4 numbers, but has " + counts.length);
    require(
        best.length == parameters.length,
        "best has " + best.length + " numbers, but parameters " + parameters.length);
    return new TrainingState(
        whole(counts[0]),
        parameters,
        new OptimizerState(whole(counts[1]), slots()),
        new TrainingState.Best(whole(counts[2]), counts[3], best),
        history());
  }

  private double[] vector(String name) {
    double @Nullable [] vector = vectors.get(name);
    if (vector == null) {
      throw new IllegalArgumentException("a training state has " + name + ", but this one has not");
    }
    return vector;
  }

  private double[][] slots() {
    List<double[]> slots = new ArrayList<>();
    for (int k = 0; vectors.containsKey(SLOT + k); k++) {
      slots.add(vector(SLOT + k));
    }
    return slots.toArray(double[][]::new);
  }

  private static double[] history(List<Progress> history) {
    double[] numbers = new double[PROGRESS * history.size()];
    int i = 0;
    for (Progress progress : history) {
      numbers[i++] = progress.epoch();
      numbers[i++] = progress.step();
      numbers[i++] = progress.objective();
      numbers[i++] = progress.loss();
      numbers[i++] = progress.penalty();
      numbers[i++] = progress.gradientNorm();
      numbers[i++] = progress.rate();
      numbers[i++] = progress.validationLoss();
    }
    return numbers;
  }

  private List<Progress> history() {
    double[] numbers = vector(HISTORY);
    require(
        numbers.length % PROGRESS == 0,
        HISTORY + " must have 8 numbers an epoch, but has " + numbers.length);
    List<Progress> history = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += PROGRESS) {
      history.add(
          new Progress(
              whole(numbers[i]),
              whole(numbers[i + 1]),
              numbers[i + 2],
              numbers[i + 3],
              numbers[i + 4],
              numbers[i + 5],
              numbers[i + 6],
              numbers[i + 7]));
    }
    return history;
  }

  private static int whole(double number) {
    int whole = (int) number;
    require(whole == number && whole >= 0, "a count must be a whole number, but was " + number);
    return whole;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
