package dev.descent.objective;

import java.util.HashMap;
import java.util.Map;

/** Products that are summed over the rows once for every shape that asks for them. */
public final class RememberedGram implements GramSource {
  private final GramSource source;
  private final Map<Regression, Gram> known = new HashMap<>();

  /** Of the rows of {@code source}. */
  public RememberedGram(GramSource source) {
    this.source = source;
  }

  @Override
  public int columns() {
    return source.columns();
  }

  @Override
  public GramSum about(double[] shift) {
    return source.about(shift);
  }

  @Override
  public Gram gram(Regression shape) {
    return known.computeIfAbsent(shape, source::gram);
  }
}
