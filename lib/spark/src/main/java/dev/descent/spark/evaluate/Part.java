package dev.descent.spark.evaluate;

import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows that are measured together: those of a side, or those of them with one value. */
final class Part implements Comparable<Part>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALL = "";

  private final Side side;

  /** Empty for all rows of the side. */
  private final String column;

  private final String value;

  private Part(Side side, String column, String value) {
    this.side = side;
    this.column = column;
    this.value = value;
  }

  /** All rows of a side. */
  static Part of(Side side) {
    return new Part(side, ALL, "");
  }

  /** Those of this part that have {@code text} in {@code name}. */
  Part where(String name, String text) {
    return new Part(side, name, text);
  }

  Side side() {
    return side;
  }

  /** Whether it is all rows of its side. */
  boolean isWhole() {
    return column.equals(ALL);
  }

  String column() {
    return column;
  }

  String value() {
    return value;
  }

  @Override
  public int compareTo(Part that) {
    int bySide = side.compareTo(that.side);
    int byColumn = bySide != 0 ? bySide : column.compareTo(that.column);
    return byColumn != 0 ? byColumn : value.compareTo(that.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Part that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(side.name(), column, value);
  }

  @Override
  public String toString() {
    return isWhole() ? side.name() : side + " with " + column + " = " + value;
  }
}
