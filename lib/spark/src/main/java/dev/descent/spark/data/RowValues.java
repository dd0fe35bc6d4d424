package dev.descent.spark.data;

import dev.descent.data.SparseStandardizer;
import dev.descent.encode.EncodedRow;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.math.SparseVector;
import org.jspecify.annotations.Nullable;

/** What a row holds; one instance is reused for all rows of a task. */
final class RowValues {
  /** What is read [numbers]; empty where {@link #entries} are. */
  final double[] raw;

  /** Whether the numbers of a vector that are not 0 are read. */
  final boolean readsEntries;

  /** What is made of it [d], of dense rows; the same array where that is done in place. */
  final double[] features;

  /** What is made of it and is not 0, of sparse rows. */
  SparseVector entries;

  private SparseVector room = new SparseVector();
  private final Encoding.Form form;

  double label;
  double weight;
  long hash;
  Side side = Side.TRAIN;
  String labelText = "";
  final RecentLabels recent = new RecentLabels();
  @Nullable CategoryCodes @Nullable [] codes;

  /** Of rows whose features are as they are read. */
  RowValues(int numbers) {
    this(Encoding.Form.DENSE, new double[numbers], new SparseVector());
  }

  /** Of rows that are read to be encoded. */
  RowValues(EncodedRow row) {
    this(row.isSparse() ? Encoding.Form.SPARSE : Encoding.Form.DENSE, row.raw(), row.entries());
  }

  private RowValues(Encoding.Form form, double[] raw, SparseVector entries) {
    this.form = form;
    this.raw = raw;
    this.features = raw;
    this.entries = entries;
    this.readsEntries = form == Encoding.Form.SPARSE && raw.length == 0;
  }

  /** Of rows that are read to be expanded. */
  RowValues(Expansion expansion, Encoding.Form form) {
    this.form = form;
    boolean sparse = form == Encoding.Form.SPARSE;
    readsEntries = sparse && expansion.vector().isPresent();
    raw = new double[readsEntries ? 0 : expansion.numbers()];
    features = sparse ? raw : expansion.roomFor(raw);
    entries = new SparseVector();
  }

  /** Makes features of what was read; false if one is not finite. */
  boolean expand(Expansion expansion) {
    if (readsEntries) {
      return expansion.apply(entries);
    }
    return form == Encoding.Form.SPARSE
        ? expansion.apply(raw, entries)
        : expansion.apply(raw, features);
  }

  /** Puts what stands for them in tiles in the place of the entries. */
  void standardize(SparseStandardizer standardizer) {
    standardizer.apply(entries, room);
    SparseVector before = entries;
    entries = room;
    room = before;
  }

  /** The name of the first feature that is not finite. */
  String notFinite(Expansion expansion) {
    return (form == Encoding.Form.SPARSE
            ? expansion.notFinite(entries)
            : expansion.notFinite(features))
        .orElseThrow();
  }
}
