package dev.descent.jobs.spec;

import java.util.List;

/**
 * The hidden layers of an mlp: the keys {@code model.hidden} and {@code model.activation}.
 *
 * @param sizes of the layers from the features on, at least one, each from 1 to {@value #LARGEST}
 * @param activation of every hidden layer
 */
public record HiddenSpec(List<Integer> sizes, Activation activation) {
  static final int LARGEST = 1_000_000;

  public HiddenSpec {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || !sizes.stream().allMatch(HiddenSpec::isSize)) {
      throw new IllegalArgumentException(
          "model.hidden must be sizes from 1 to " + LARGEST + ", at least one, but was " + sizes);
    }
  }

  static boolean isSize(long size) {
    return size >= 1 && size <= LARGEST;
  }
}
