package dev.descent.solve;

import dev.descent.objective.Regression;
import dev.descent.penalty.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The optima for a number of strengths, each from the one before it, by the products of the rows
 * alone: a path takes no pass over the rows.
 *
 * @param entries one a strength, at least one
 */
public record StrengthPath(List<Entry> entries) {

  /**
   * The optimum for one strength.
   *
   * @param loss mean loss of the training rows
   * @param validationLoss mean loss of the validation rows; NaN without any
   * @param nonzeros how many coefficients are not 0, without the intercept
   * @param parameters [p]
   */
  public record Entry(
      double strength,
      double objective,
      double loss,
      double validationLoss,
      int nonzeros,
      double[] parameters) {}

  public StrengthPath {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a path needs a strength at least");
    }
  }

  /**
   * The path of {@code strengths}, from the greatest.
   *
   * @param penalty of a strength
   */
  public static StrengthPath of(
      Regression shape, Grams grams, DoubleFunction<Penalty> penalty, double[] strengths) {
    List<Entry> entries = new ArrayList<>();
    entries(shape, grams, penalty, strengths).forEachRemaining(entries::add);
    return new StrengthPath(entries);
  }

  /** The entries of such a path one by one, as they are solved. */
  public static Iterator<Entry> entries(
      Regression shape, Grams grams, DoubleFunction<Penalty> penalty, double[] strengths) {
    return new Walk(shape, grams, penalty, strengths);
  }

  /** Goes along a path. */
  private static final class Walk implements Iterator<Entry> {
    private final Regression shape;
    private final Grams grams;
    private final DoubleFunction<Penalty> penalty;
    private final double[] strengths;
    private double[] near;
    private @Nullable Corrections corrections;
    private int next;

    Walk(Regression shape, Grams grams, DoubleFunction<Penalty> penalty, double[] strengths) {
      this.shape = shape;
      this.grams = grams;
      this.penalty = penalty;
      this.strengths = strengths;
      this.near = new double[shape.parameters()];
    }

    @Override
    public boolean hasNext() {
      return next < strengths.length;
    }

    @Override
    public Entry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      double strength = strengths[next++];
      Penalty made = penalty.apply(strength);
      Corrections.requireFactors(shape, made.factors());
      corrections =
          corrections == null
              ? new Corrections(grams.train(), shape, made)
              : corrections.with(made);
      near = corrections.solution(near);
      return entry(strength, grams, made, near);
    }
  }

  private static Entry entry(double strength, Grams grams, Penalty penalty, double[] parameters) {
    double loss = grams.train().meanLoss(parameters);
    int columns = grams.train().columns();
    return new Entry(
        strength,
        loss + penalty.value(parameters),
        loss,
        grams.validation().map(gram -> gram.meanLoss(parameters)).orElse(Double.NaN),
        (int) Arrays.stream(parameters, 0, columns).filter(w -> w != 0).count(),
        parameters);
  }

  /**
   * The entry with the least validation loss, the first of equal ones; without validation rows the
   * last one.
   */
  public Entry chosen() {
    Entry chosen = entries.get(entries.size() - 1);
    for (int i = entries.size() - 2; i >= 0; i--) {
      chosen = entries.get(i).validationLoss() <= chosen.validationLoss() ? entries.get(i) : chosen;
    }
    return chosen;
  }
}
