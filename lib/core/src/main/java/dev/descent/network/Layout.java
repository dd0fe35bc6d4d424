package dev.descent.network;

import java.io.Serializable;
import java.util.List;

/** The named blocks of a flat parameter vector, one after the other. */
public record Layout(List<Block> blocks) implements Serializable {

  /**
   * One block.
   *
   * @param name e.g. "coefficients"
   * @param rows number of outputs
   * @param columns number of inputs; 1 for intercepts
   * @param penalized whether penalties apply to it
   */
  public record Block(String name, int rows, int columns, boolean penalized)
      implements Serializable {
    /** How many parameters. */
    public int size() {
      return Math.multiplyExact(rows, columns);
    }
  }

  public Layout {
    blocks = List.copyOf(blocks);
  }

  /** How many parameters, p. */
  public int size() {
    return blocks.stream().mapToInt(Block::size).reduce(0, Math::addExact);
  }

  /** 1 for every parameter that penalties apply to and 0 for every other, [p]. */
  public double[] penalized() {
    double[] factors = new double[size()];
    int i = 0;
    for (Block block : blocks) {
      for (int end = i + block.size(); i < end; i++) {
        factors[i] = block.penalized() ? 1 : 0;
      }
    }
    return factors;
  }
}
