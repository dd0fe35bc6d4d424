package dev.descent.math;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How fast the products of panels are at the shapes of training, in GFLOPS of one thread: a program
 * to run by hand, once for each kind of kernels, for one kind in a JVM slows the vectors of
 * another.
 */
final class KernelSpeed {
  /** Tiles have about so many rows, and mini-batches are slices of them. */
  private static final int TILE_ROWS = 1000;

  private static final int ROUNDS = 60;
  private static final double FLOPS_PER_ROUND = 1e8;

  private KernelSpeed() {}

  /** One product at one shape; for {@link PanelProduct#MULTIPLY_TRANSPOSED} d is the result's. */
  private record Shape(PanelProduct product, boolean single, int n, int d, int k) {

    double flops() {
      return 2.0 * n * d * k;
    }

    String label() {
      return String.format(
          "%-19s %-6s n=%4d d=%3d k=%3d", product, single ? "single" : "double", n, d, k);
    }

    Runnable task(Kernels kernels) {
      SplitMix random = new SplitMix(n + d + k);
      DoublePanel tile = panel(random, TILE_ROWS, n, d);
      DoublePanel scores = panel(random, n, n, k);
      DoublePanel parameters = panel(random, d, d, k);
      DoublePanel back = panel(random, n, n, d);
      return switch (product) {
        case MULTIPLY -> task(kernels, tile, parameters, scores);
        case MULTIPLY_TRANSPOSED -> task(kernels, scores, parameters, back);
        case TRANSPOSED_MULTIPLY -> task(kernels, tile, scores, parameters);
      };
    }

    private Runnable task(Kernels kernels, DoublePanel a, DoublePanel b, DoublePanel c) {
      SinglePanel singleA = ProductSample.single(a);
      SinglePanel singleB = ProductSample.single(b);
      SinglePanel singleC = ProductSample.single(c);
      return single
          ? () -> product.of(kernels, singleA, singleB, singleC)
          : () -> product.of(kernels, a, b, c);
    }

    private static DoublePanel panel(SplitMix random, int stride, int rows, int columns) {
      return new DoublePanel(
          ExperimentTile.numbers(random, stride * columns), 0, stride, rows, columns);
    }
  }

  private static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int n : List.of(64, 128, TILE_ROWS)) {
      shapes.add(new Shape(PanelProduct.MULTIPLY, true, n, 784, 128));
      shapes.add(new Shape(PanelProduct.TRANSPOSED_MULTIPLY, true, n, 784, 128));
    }
    for (int n : List.of(64, 128)) {
      for (PanelProduct product : PanelProduct.values()) {
        shapes.add(new Shape(product, true, n, 128, 10));
      }
    }
    shapes.add(new Shape(PanelProduct.MULTIPLY_TRANSPOSED, true, 128, 256, 128));
    shapes.add(new Shape(PanelProduct.MULTIPLY, true, TILE_ROWS, 784, 10));
    shapes.add(new Shape(PanelProduct.TRANSPOSED_MULTIPLY, true, TILE_ROWS, 784, 10));
    shapes.add(new Shape(PanelProduct.TRANSPOSED_MULTIPLY, false, TILE_ROWS, 100, 100));
    shapes.add(new Shape(PanelProduct.TRANSPOSED_MULTIPLY, false, TILE_ROWS, 784, 784));
    shapes.add(new Shape(PanelProduct.MULTIPLY, false, TILE_ROWS, 784, 10));
    return shapes;
  }

  /**
   * Prints a line for each shape: GFLOPS of the best round and of the median one.
   *
   * @param args vector, scalar, java-blas or native-blas
   */
  public static void main(String[] args) {
    Kernels kernels =
        KernelExperiment.kernels(args[0])
            .orElseThrow(() -> new IllegalStateException("not on this machine: " + args[0]));
    for (Shape shape : shapes()) {
      List<Double> rates = rates(shape, kernels);
      Collections.sort(rates);
      System.out.printf(
          Locale.ROOT,
          "%-11s %s %6.1f %6.1f%n",
          args[0],
          shape.label(),
          rates.get(ROUNDS - 1),
          rates.get(ROUNDS / 2));
    }
  }

  private static List<Double> rates(Shape shape, Kernels kernels) {
    Runnable task = shape.task(kernels);
    int calls = (int) Math.max(1, FLOPS_PER_ROUND / shape.flops());
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int call = 0; call < calls; call++) {
        task.run();
      }
      rates.add(shape.flops() * calls / (System.nanoTime() - start));
    }
    return rates;
  }
}
