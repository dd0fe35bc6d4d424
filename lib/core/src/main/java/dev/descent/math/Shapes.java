package dev.descent.math;

import java.lang.reflect.Array;
import java.util.List;

/** The shapes that the products of panels need, checked before the first element is written. */
final class Shapes {

  private Shapes() {}

  /** C += A B. */
  static void multiply(Panel<?> a, Panel<?> b, Panel<?> c) {
    if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw misfit("C += A B needs a [n x d], b [d x k] and c [n x k]", a, b, c);
    }
    places(a, b, c);
  }

  /** C += A B^T. */
  static void multiplyTransposed(Panel<?> a, Panel<?> b, Panel<?> c) {
    if (a.columns() != b.columns() || a.rows() != c.rows() || b.rows() != c.columns()) {
      throw misfit("C += A B^T needs a [n x k], b [d x k] and c [n x d]", a, b, c);
    }
    places(a, b, c);
  }

  /** C += A^T B for pairs of strips, C a triangle in blocks of {@code size}. */
  static <A> void addProducts(List<Strips<A>> a, List<Strips<A>> b, Triangle<A> c, BlockSize size) {
    if (!c.size().equals(size)) {
      throw new IllegalArgumentException(
          String.format(
              "these kernels need a triangle in blocks of [%d x %d], but they are [%d x %d]",
              size.rows(), size.columns(), c.size().rows(), c.size().columns()));
    }
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(
          String.format(
              "A^T B needs pairs of a and b, but there are %d and %d", a.size(), b.size()));
    }
    for (int k = 0; k < a.size(); k++) {
      fit("a", a.get(k), c.columns(), size.rows());
      fit("b", b.get(k), c.columns(), size.columns());
      if (a.get(k).rows() != b.get(k).rows()) {
        throw new IllegalArgumentException(
            String.format(
                "A^T B needs a and b with the same rows, but they have %d and %d",
                a.get(k).rows(), b.get(k).rows()));
      }
    }
  }

  private static void fit(String name, Strips<?> strips, int columns, int lanes) {
    if (strips.columns() != columns || strips.lanes() != lanes) {
      throw new IllegalArgumentException(
          String.format(
              "%s must have %d columns in strips of %d, but has %d in strips of %d",
              name, columns, lanes, strips.columns(), strips.lanes()));
    }
    int length = Array.getLength(strips.values());
    if (length < strips.length()) {
      throw new IllegalArgumentException(
          String.format("%s needs %d numbers, but has %d", name, strips.length(), length));
    }
  }

  /** C = A^T B. */
  static void transposedMultiply(Panel<?> a, Panel<?> b, Panel<?> c) {
    if (a.rows() != b.rows() || a.columns() != c.rows() || b.columns() != c.columns()) {
      throw misfit("C = A^T B needs a [n x d], b [n x k] and c [d x k]", a, b, c);
    }
    places(a, b, c);
  }

  private static void places(Panel<?> a, Panel<?> b, Panel<?> c) {
    inside("a", a);
    inside("b", b);
    inside("c", c);
    if (c.columns() > 1 && c.stride() < c.rows()) {
      throw new IllegalArgumentException(
          "the stride of c must be >= its " + c.rows() + " rows, but was " + c.stride());
    }
    apart("a", a, c);
    apart("b", b, c);
  }

  private static void inside(String name, Panel<?> panel) {
    int length = Array.getLength(panel.values());
    if (panel.offset() < 0 || panel.stride() < 0 || end(panel) > length) {
      throw new IllegalArgumentException(
          String.format(
              "%s must lie inside its array of %d, but is [%d x %d] at offset %d with stride %d",
              name, length, panel.rows(), panel.columns(), panel.offset(), panel.stride()));
    }
  }

  private static void apart(String name, Panel<?> read, Panel<?> c) {
    if (read.values() == c.values() && read.offset() < end(c) && c.offset() < end(read)) {
      throw new IllegalArgumentException(
          String.format(
              "c must lie apart from %s, but in one array c is from %d to %d and %s from %d to %d",
              name, c.offset(), end(c), name, read.offset(), end(read)));
    }
  }

  /** The index after the panel's last element; its offset if it has none. */
  private static long end(Panel<?> panel) {
    boolean empty = panel.rows() == 0 || panel.columns() == 0;
    return empty
        ? panel.offset()
        : panel.offset() + (panel.columns() - 1L) * panel.stride() + panel.rows();
  }

  private static IllegalArgumentException misfit(String need, Panel<?> a, Panel<?> b, Panel<?> c) {
    return new IllegalArgumentException(
        String.format(
            "%s, but a is [%d x %d], b [%d x %d] and c [%d x %d]",
            need, a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns()));
  }
}
