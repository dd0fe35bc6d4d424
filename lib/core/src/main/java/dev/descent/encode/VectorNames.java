package dev.descent.encode;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The names of the features of a vector, each made when it is asked for. */
final class VectorNames extends AbstractList<String> implements RandomAccess {
  private final Vector vector;

  VectorNames(Vector vector) {
    this.vector = vector;
  }

  @Override
  public String get(int index) {
    return vector.feature(Objects.checkIndex(index, vector.size()));
  }

  @Override
  public int size() {
    return vector.size();
  }

  @Override
  public boolean contains(@Nullable Object name) {
    return indexOf(name) >= 0;
  }

  /** Reads the index out of the name instead of comparing with every name. */
  @Override
  public int indexOf(@Nullable Object name) {
    String start = vector.name() + "[";
    if (!(name instanceof String text) || !text.startsWith(start) || !text.endsWith("]")) {
      return -1;
    }
    String digits = text.substring(start.length(), Math.max(start.length(), text.length() - 1));
    if (!digits.matches("0|[1-9][0-9]{0,8}")) {
      return -1;
    }
    int index = Integer.parseInt(digits);
    return index < vector.size() ? index : -1;
  }

  @Override
  public int lastIndexOf(@Nullable Object name) {
    return indexOf(name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VectorNames that ? vector.equals(that.vector) : super.equals(other);
  }

  /** As every list has it. */
  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
