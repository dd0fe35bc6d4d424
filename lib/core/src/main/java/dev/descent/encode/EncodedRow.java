package dev.descent.encode;

import dev.descent.math.SparseVector;
import java.util.Optional;

/**
 * A row on its way from raw values to features: raw values are put in, {@link #encode} makes
 * features of them in the form of its encoding; one instance serves all rows of a thread.
 */
public final class EncodedRow {
  private final Encoding encoding;

  /** Whether a raw row is put in as the numbers of its vector that are not 0. */
  private final boolean readsEntries;

  private final double[] raw;
  private final double[] features;
  private final SparseVector entries = new SparseVector();

  EncodedRow(Encoding encoding) {
    this.encoding = encoding;
    this.readsEntries = encoding.isSparse() && encoding.expansion().vector().isPresent();
    this.raw = new double[readsEntries ? 0 : encoding.expansion().numbers()];
    this.features = encoding.isSparse() ? new double[0] : encoding.expansion().roomFor(raw);
  }

  /**
   * The raw values [numbers], to be written and then overwritten; none where the numbers of a
   * vector are put into {@link #entries}.
   */
  public double[] raw() {
    return raw;
  }

  /** Puts raw values [numbers] in. */
  public void put(double[] values) {
    if (!readsEntries) {
      System.arraycopy(values, 0, raw, 0, values.length);
      return;
    }
    entries.clear();
    for (int j = 0; j < values.length; j++) {
      entries.add(j, values[j]);
    }
  }

  /**
   * Makes features of the raw values.
   *
   * @return whether all of them are finite
   */
  public boolean encode() {
    if (readsEntries) {
      return encoding.expansion().apply(entries);
    }
    return encoding.isSparse()
        ? encoding.expansion().apply(raw, entries)
        : encoding.apply(raw, features);
  }

  /** All features [d], standardized unless one is not finite; of a dense encoding. */
  public double[] features() {
    return features;
  }

  /**
   * The features that are not 0, not standardized; of a sparse encoding. Before encoding, and where
   * a raw row is a vector, its numbers that are not 0.
   */
  public SparseVector entries() {
    return entries;
  }

  /** Whether its encoding is sparse. */
  public boolean isSparse() {
    return encoding.isSparse();
  }

  /** The name of the first feature that is not finite. */
  public Optional<String> notFinite() {
    return encoding.isSparse()
        ? encoding.expansion().notFinite(entries)
        : encoding.expansion().notFinite(features);
  }
}
