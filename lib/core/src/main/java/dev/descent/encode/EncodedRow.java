package dev.descent.encode;

import dev.descent.math.SparseVector;
import java.util.Optional;

/**
 * A row on its way from raw values to features: raw values are put in, {@link #encode} makes
 * features of them in the form of its encoding; one instance serves all rows of a thread.
 */
public final class EncodedRow {
  private final Encoding encoding;
  private final double[] raw;
  private final double[] features;
  private final SparseVector entries = new SparseVector();

  EncodedRow(Encoding encoding) {
    this.encoding = encoding;
    this.raw = new double[encoding.expansion().numbers()];
    this.features = encoding.isSparse() ? new double[0] : encoding.expansion().roomFor(raw);
  }

  /** The raw values [numbers], to be written and then overwritten. */
  public double[] raw() {
    return raw;
  }

  /**
   * Makes features of the raw values.
   *
   * @return whether all of them are finite
   */
  public boolean encode() {
    return encoding.isSparse()
        ? encoding.expansion().apply(raw, entries)
        : encoding.apply(raw, features);
  }

  /** All features [d], standardized unless one is not finite; of a dense encoding. */
  public double[] features() {
    return features;
  }

  /** The features that are not 0, not standardized; of a sparse encoding. */
  public SparseVector entries() {
    return entries;
  }

  /** The name of the first feature that is not finite. */
  public Optional<String> notFinite() {
    return encoding.isSparse()
        ? encoding.expansion().notFinite(entries)
        : encoding.expansion().notFinite(features);
  }
}
