package dev.descent.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Points of a curve that are kept for plotting: all of them up to a limit, beyond it the first one
 * of every cell. Which ones does not depend on how the curve was cut into parts.
 */
final class KeptPoints implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIELDS = 3;

  private final int limit;

  /** Threshold, tp and fp of each point. */
  private double[] values = {};

  private boolean[] first = {};
  private int size;
  private boolean thinned;

  KeptPoints(int limit) {
    this.limit = limit;
  }

  /** Adds the next point; {@code firstOfCell} says whether the one before is in another cell. */
  void add(double threshold, double tp, double fp, boolean firstOfCell) {
    if (!thinned && size == limit) {
      thin();
    }
    if (!thinned || firstOfCell) {
      if (first.length == size) {
        first = Arrays.copyOf(first, Math.max(16, 2 * size));
        values = Arrays.copyOf(values, FIELDS * first.length);
      }
      first[size] = firstOfCell;
      values[FIELDS * size] = threshold;
      values[FIELDS * size + 1] = tp;
      values[FIELDS * size + 2] = fp;
      size++;
    }
  }

  /** Adds the points of the part that comes next. */
  void merge(KeptPoints next) {
    if (next.thinned && !thinned) {
      thin();
    }
    for (int k = 0; k < next.size; k++) {
      add(next.threshold(k), next.tp(k), next.fp(k), next.first[k]);
    }
  }

  int size() {
    return size;
  }

  double threshold(int k) {
    return values[FIELDS * k];
  }

  double tp(int k) {
    return values[FIELDS * k + 1];
  }

  double fp(int k) {
    return values[FIELDS * k + 2];
  }

  boolean thinned() {
    return thinned;
  }

  private void thin() {
    int kept = 0;
    for (int k = 0; k < size; k++) {
      if (first[k]) {
        System.arraycopy(values, FIELDS * k, values, FIELDS * kept, FIELDS);
        first[kept++] = true;
      }
    }
    size = kept;
    thinned = true;
  }
}
