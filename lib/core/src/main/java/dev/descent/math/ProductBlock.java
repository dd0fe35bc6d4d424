package dev.descent.math;

import java.util.List;

/**
 * C += L R, a block of C at a time: some lanes of rows by six columns, which stay in registers
 * while all their terms are added in ascending order.
 *
 * <p>Strips of L are copied so that the lanes of a term lie together; R is read where it is. A
 * block at the edge of C, or of a transposed C, is computed in a buffer, so there is one arithmetic
 * for all of them: lanes and columns that are not there are computed from other numbers and
 * dropped.
 *
 * <p>Holds buffers (up to 540 KB) for many products one after another: for one thread at a time.
 *
 * @param <A> float[] or double[]
 */
abstract class ProductBlock<A> {
  /** Columns of a block. */
  static final int COLUMNS = 6;

  /** Terms of a strip: more are added in several passes over C, which keeps their order. */
  private static final int TERMS = 1024;

  /** Columns of the triangle whose right strips stay in the first cache; a multiple of six. */
  private static final int NEAR = 48;

  /** Columns of C that use a strip of L often enough to copy it with all its terms. */
  private static final int MANY = 3 * COLUMNS;

  /** Of the strips of L that few columns are multiplied with before more of L is read. */
  private static final int PANEL_BYTES = 1 << 18;

  /** The fewest terms for which a pass over C pays, with strips of L that stay near. */
  private static final int FEWEST_TERMS = 16;

  /** L's lanes of term l are at {@code leftAt + l * lanes} and behind. */
  A left;

  int leftAt;

  /** R's number for term l and column j is at {@code rightAt[j] + l * rightStep}. */
  A right;

  final int[] rightAt = new int[COLUMNS];
  int rightStep;

  /** The lanes of column j of the block are at {@code sumsAt + j * sumsStep} and behind. */
  A sums;

  int sumsAt;
  int sumsStep;

  int lanes;

  /** Columns of the block that are there. */
  int columns;

  int terms;

  final ReadAhead ahead = new ReadAhead();

  private final A nothing;
  private final int bytes;

  /** Room for a block at the edge of C. */
  final A edge;

  private A strip;

  /** Room for all whole strips of L with some terms. */
  A panel;

  /**
   * @param nothing an empty array
   * @param edge as long as the largest block
   * @param bytes of a number
   */
  ProductBlock(A nothing, A edge, int bytes) {
    this.nothing = nothing;
    this.edge = edge;
    this.bytes = bytes;
    strip = nothing;
    panel = nothing;
    left = nothing;
    right = nothing;
    sums = nothing;
  }

  /**
   * C += L R, with l [m x s], r [s x p] and c [m x p]; the rows of l or its columns have step 1.
   */
  final void add(Matrix<A> l, Matrix<A> r, Matrix<A> c) {
    int near = nearTerms(l, c.columns());
    int most = near > 0 ? near : TERMS;
    for (int from = 0; from < l.columns(); from += most) {
      terms = Math.min(most, l.columns() - from);
      if (near > 0) {
        panel = atLeast(l.rows() * terms, panel);
        copyStrips(l.values(), l.at(0, from), l.columnStep(), l.rows());
      } else if (l.rowStep() == 1) {
        readAhead(l, from);
      }
      for (int i = 0; i < c.rows(); i += lanes) {
        lanes = lanesFor(c.rows() - i);
        if (near > 0 && c.rows() - i >= mostLanes()) {
          left = panel;
          leftAt = i * terms;
        } else {
          takeLeft(l, i, from);
        }
        for (int j = 0; j < c.columns(); j += COLUMNS) {
          takeRight(r, from, j);
          addTo(c, i, j);
        }
      }
    }
    forget();
  }

  /**
   * For few columns of C the terms whose strips of L stay near, since each is used once or twice,
   * soon after it was copied: memory is read along one stream then. Else 0.
   */
  private int nearTerms(Matrix<A> l, int columns) {
    int near = PANEL_BYTES / bytes / Math.max(1, l.rows());
    return l.rowStep() == 1 && columns < MANY && near >= FEWEST_TERMS ? Math.min(TERMS, near) : 0;
  }

  /** Lets the arrays of the last product go. */
  final void forget() {
    left = nothing;
    right = nothing;
    sums = nothing;
  }

  /**
   * C += A^T B or, what is the same, C^T += B^T A: whichever copies less, the columns of A or those
   * of B and the blocks of C.
   */
  final void addTransposed(Matrix<A> a, Matrix<A> b, Matrix<A> c) {
    long left = (long) a.rows() * a.columns();
    long right = (long) b.rows() * b.columns() + (long) c.rows() * c.columns();
    if (left <= right) {
      add(a.transposed(), b, c);
    } else {
      add(b.transposed(), a, c.transposed());
    }
  }

  /** What {@link Kernels#addSingleProducts} defines; strips are read where they are. */
  final void addProducts(List<Strips<A>> a, List<Strips<A>> b, Triangle<A> c) {
    sums = c.values();
    for (int from = 0; from < c.columns(); from += NEAR) {
      int to = Math.min(from + NEAR, c.columns());
      for (int k = 0; k < a.size(); k++) {
        addProducts(a.get(k), b.get(k), from, to, c);
      }
    }
    forget();
  }

  private void addProducts(Strips<A> a, Strips<A> b, int from, int to, Triangle<A> c) {
    left = a.values();
    right = b.values();
    terms = a.rows();
    int most = c.size().rows();
    for (int i = 0; i < to && terms > 0; i += most) {
      leftAt = a.start(i);
      int first = Math.max(from, i - i % COLUMNS);
      rightAt[0] = b.start(first);
      int block = first / COLUMNS;
      int above = i / most * c.size().length();
      for (int j = first; j < to; j += COLUMNS) {
        sumsAt = c.start(block) + above;
        lanes = Math.min(most, lanesFor(Math.min(to, j + COLUMNS) - i));
        addStrips();
        rightAt[0] += COLUMNS * terms;
        block++;
      }
    }
  }

  private void takeLeft(Matrix<A> l, int i, int from) {
    int rows = Math.min(lanes, l.rows() - i);
    int at = l.at(i, from);
    strip = atLeast(lanes * terms, strip);
    left = strip;
    leftAt = 0;
    if (l.rowStep() == 1) {
      copy(l.values(), at, l.columnStep(), rows);
    } else {
      copyTransposed(l.values(), at, l.rowStep(), rows);
    }
  }

  /** Columns that are not there repeat the last one. */
  private void takeRight(Matrix<A> r, int from, int j) {
    right = r.values();
    rightStep = r.rowStep();
    for (int t = 0; t < COLUMNS; t++) {
      rightAt[t] = r.at(from, Math.min(j + t, r.columns() - 1));
    }
  }

  private void addTo(Matrix<A> c, int i, int j) {
    int rows = Math.min(lanes, c.rows() - i);
    columns = Math.min(COLUMNS, c.columns() - j);
    int at = c.at(i, j);
    if (c.rowStep() == 1 && rows == lanes && columns == COLUMNS) {
      sums = c.values();
      sumsAt = at;
      sumsStep = c.columnStep();
      addTerms();
      return;
    }
    sums = edge;
    sumsAt = 0;
    sumsStep = lanes;
    if (c.rowStep() == 1) {
      for (int t = 0; t < columns; t++) {
        System.arraycopy(c.values(), at + t * c.columnStep(), edge, t * lanes, rows);
      }
      addTerms();
      for (int t = 0; t < columns; t++) {
        System.arraycopy(edge, t * lanes, c.values(), at + t * c.columnStep(), rows);
      }
    } else {
      gather(c.values(), at, c.rowStep(), rows, columns);
      addTerms();
      scatter(c.values(), at, c.rowStep(), rows, columns);
    }
  }

  /** Reads all terms of L from column {@code from} on, if they stay near. */
  abstract void readAhead(Matrix<A> l, int from);

  /** The lanes to take where {@code rows} are left. */
  abstract int lanesFor(int rows);

  /** The array, or a longer one if it has fewer elements. */
  abstract A atLeast(int length, A array);

  /** Lanes of the largest block. */
  abstract int mostLanes();

  /** Copies the whole strips of so many lanes to the panel, in the order they have in memory. */
  abstract void copyStrips(A values, int at, int termStep, int rows);

  /** Adds all terms to the sums, each lane of each column by fma in ascending order. */
  abstract void addTerms();

  /** Strip from numbers whose lanes lie together; lanes from {@code rows} on become zero. */
  abstract void copy(A values, int at, int termStep, int rows);

  /** Strip from numbers whose terms lie together; lanes from {@code rows} on become zero. */
  abstract void copyTransposed(A values, int at, int laneStep, int rows);

  /**
   * Adds the terms of a left and a right strip up from zero, each lane of each column by fma in
   * ascending order, and their sums to those that are at {@code sumsAt}.
   */
  abstract void addStrips();

  /** The edge buffer from numbers whose columns lie together. */
  abstract void gather(A values, int at, int laneStep, int rows, int columns);

  /** The edge buffer to where {@link #gather} took it from. */
  abstract void scatter(A values, int at, int laneStep, int rows, int columns);
}
