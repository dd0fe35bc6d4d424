package dev.descent.math;

import java.util.Arrays;
import java.util.List;

/** The products of panels by blocks of vectors, with buffers that are kept. */
final class VectorProducts {
  private static final IdleBlocks<VectorSingleBlock> SINGLE =
      new IdleBlocks<>(VectorSingleBlock::new);
  private static final IdleBlocks<VectorDoubleBlock> DOUBLE =
      new IdleBlocks<>(VectorDoubleBlock::new);

  private VectorProducts() {}

  static void multiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    Shapes.multiply(a, b, c);
    SINGLE.use(block -> block.add(Matrix.of(a), Matrix.of(b), Matrix.of(c)));
  }

  static void multiplyTransposed(SinglePanel a, SinglePanel b, SinglePanel c) {
    Shapes.multiplyTransposed(a, b, c);
    SINGLE.use(block -> block.add(Matrix.of(a), Matrix.of(b).transposed(), Matrix.of(c)));
  }

  static void addSingleProducts(
      List<Strips<float[]>> a, List<Strips<float[]>> b, Triangle<float[]> c) {
    Shapes.addProducts(a, b, c, VectorSingleBlock.SIZE);
    SINGLE.use(block -> block.addProducts(a, b, c));
  }

  static void transposedMultiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    Shapes.transposedMultiply(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      int column = c.offset() + j * c.stride();
      Arrays.fill(c.values(), column, column + c.rows(), 0);
    }
    SINGLE.use(block -> block.addTransposed(Matrix.of(a), Matrix.of(b), Matrix.of(c)));
  }

  static void multiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    Shapes.multiply(a, b, c);
    DOUBLE.use(block -> block.add(Matrix.of(a), Matrix.of(b), Matrix.of(c)));
  }

  static void multiplyTransposed(DoublePanel a, DoublePanel b, DoublePanel c) {
    Shapes.multiplyTransposed(a, b, c);
    DOUBLE.use(block -> block.add(Matrix.of(a), Matrix.of(b).transposed(), Matrix.of(c)));
  }

  static void addDoubleProducts(
      List<Strips<double[]>> a, List<Strips<double[]>> b, Triangle<double[]> c) {
    Shapes.addProducts(a, b, c, VectorDoubleBlock.SIZE);
    DOUBLE.use(block -> block.addProducts(a, b, c));
  }

  static void transposedMultiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    Shapes.transposedMultiply(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      int column = c.offset() + j * c.stride();
      Arrays.fill(c.values(), column, column + c.rows(), 0);
    }
    DOUBLE.use(block -> block.addTransposed(Matrix.of(a), Matrix.of(b), Matrix.of(c)));
  }
}
