package dev.descent.encode;

import java.util.List;

/**
 * A column of vectors, each number of which is a feature: "NAME[0]" to "NAME[SIZE - 1]".
 *
 * <p>It stands alone: a raw row of it is the {@code size} numbers of its vector.
 *
 * @param size how many numbers every vector has
 */
public record Vector(String name, int size) implements Column {
  /** Vectors of more numbers than this are refused. */
  public static final int MOST = 1 << 24;

  public Vector {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException(
          "the vectors of column " + name + " must have 1 to " + MOST + " numbers, not " + size);
    }
  }

  /** The name of the feature of the number at {@code index}. */
  public String feature(int index) {
    return name + "[" + index + "]";
  }

  /** The names of the features, none of which is kept. */
  List<String> features() {
    return new VectorNames(this);
  }
}
