package dev.descent.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Precision;
import dev.descent.math.Pieces;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products that several cores share have the bits of those that one core makes. */
class ProductPartsTest {
  private static final int ROWS = 200;
  private static final int INPUTS = 500;
  private static final int OUTPUTS = 70;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sameBitsOnOneCoreAndOnAll(Precision precision) {
    TileMatrix a = matrix(precision, ROWS, INPUTS, 1);
    TileMatrix w = matrix(precision, INPUTS, OUTPUTS, 2);
    TileMatrix scores = matrix(precision, ROWS, OUTPUTS, 3);
    TileMatrix alone = matrix(precision, ROWS, OUTPUTS, 3);
    scores.addProduct(a, w);
    TileMatrix gradient = matrix(precision, INPUTS, OUTPUTS, 4);
    gradient.setTransposedProduct(a, scores);
    TileMatrix gradientAlone =
        Pieces.onOneCore(
            () -> {
              alone.addProduct(a, w);
              TileMatrix one = matrix(precision, INPUTS, OUTPUTS, 5);
              one.setTransposedProduct(a, alone);
              return one;
            });
    assertThat(numbers(scores, ROWS * OUTPUTS)).containsExactly(numbers(alone, ROWS * OUTPUTS));
    assertThat(numbers(gradient, INPUTS * OUTPUTS))
        .containsExactly(numbers(gradientAlone, INPUTS * OUTPUTS));
  }

  private static double[] numbers(TileMatrix matrix, int size) {
    double[] numbers = new double[size];
    matrix.write(numbers);
    return numbers;
  }

  private static TileMatrix matrix(Precision precision, int rows, int columns, int seed) {
    TileMatrix matrix = TileMatrix.column(precision, rows * columns).part(0, rows, columns);
    matrix.read(new Random(seed).doubles((long) rows * columns, -1, 1).toArray());
    return matrix;
  }
}
