package dev.descent.objective;

import dev.descent.data.Precision;
import java.util.HashMap;
import java.util.Map;

/** Products that are summed over the rows once for all who ask for the same. */
public final class RememberedGram implements GramSource {
  private final GramSource source;
  private final Map<Asked, Gram> known = new HashMap<>();

  private record Asked(Regression shape, Precision arithmetic) {}

  /** Of the rows of {@code source}. */
  public RememberedGram(GramSource source) {
    this.source = source;
  }

  @Override
  public int columns() {
    return source.columns();
  }

  @Override
  public GramSum about(double[] shift, Precision arithmetic) {
    return source.about(shift, arithmetic);
  }

  @Override
  public Gram gram(Regression shape, Precision arithmetic) {
    return known.computeIfAbsent(
        new Asked(shape, arithmetic), asked -> source.gram(shape, arithmetic));
  }
}
