package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.Moments;
import dev.descent.math.Wire;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardizerTest {

  @Test
  void centredColumnsHaveMeanZeroAndDeviationOne() {
    double[][] rows = rows();
    Standardizer standardizer = Standardizer.centred(moments(rows));
    for (double[] row : rows) {
      standardizer.apply(row);
    }
    Moments after = moments(rows);
    for (int j = 0; j < 3; j++) {
      assertThat(after.mean(j)).isCloseTo(0, within(1e-12));
      assertThat(after.standardDeviation(j)).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void scaledColumnsKeepTheirZero() {
    Standardizer standardizer = Standardizer.scaled(moments(rows()));
    assertThat(standardizer.means()).containsOnly(0);
    assertThat(standardizer.scales())
        .containsExactly(Standardizer.centred(moments(rows())).scales());
    double[] row = new double[4];
    standardizer.apply(row);
    assertThat(row).containsOnly(0);
  }

  /** Column 3 is constant. */
  @Test
  void scoreOnTheOriginalScaleIsTheScoreOfTraining() {
    Random random = new Random(2);
    double[][] rows = rows();
    for (Standardizer standardizer :
        new Standardizer[] {
          Standardizer.centred(moments(rows)),
          Standardizer.scaled(moments(rows)),
          Standardizer.none(4)
        }) {
      double[] w = random.doubles(4, -3, 3).toArray();
      w[3] = standardizer.scales()[3] == 0 ? 0 : w[3];
      double[] original = standardizer.originalCoefficients(w);
      double intercept = standardizer.originalIntercept(0.7, w);
      for (double[] row : rows) {
        double[] training = row.clone();
        standardizer.apply(training);
        assertThat(dot(original, row) + intercept)
            .isCloseTo(dot(w, training) + 0.7, within(1e-12 * (1 + Math.abs(dot(w, training)))));
      }
    }
  }

  @Test
  void constantColumnCountsForNothing() {
    Standardizer standardizer = Standardizer.centred(moments(rows()));
    assertThat(standardizer.scales()[3]).isZero();
    double[] row = {1, 2, 3, 99};
    standardizer.apply(row);
    assertThat(row[3]).isZero();
    assertThat(standardizer.originalCoefficients(new double[] {0, 0, 0, 5})).containsOnly(0);
    assertThat(standardizer.originalIntercept(0.25, new double[] {0, 0, 0, 5})).isEqualTo(0.25);
  }

  @Test
  void noneLeavesRowsAsTheyAre() {
    double[] row = {1e-300, -7, 3};
    Standardizer.none(3).apply(row);
    assertThat(row).containsExactly(1e-300, -7, 3);
    assertThat(Wire.copy(Standardizer.none(3), Standardizer.class).columns()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1", "Infinity, 1", "0, -1", "0, NaN", "0, Infinity"})
  void refusesWhatDoesNotStandardize(double mean, double scale) {
    assertThatThrownBy(() -> new Standardizer(new double[] {mean}, new double[] {scale}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "column 0 must have a finite mean and a finite scale >= 0, but has "
                + mean
                + ", "
                + scale);
  }

  @Test
  void refusesDifferentLengths() {
    assertThatThrownBy(() -> new Standardizer(new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 means, but 1 scales");
  }

  /** Columns of different size and offset, and a constant one. */
  private static double[][] rows() {
    Random random = new Random(1);
    double[][] rows = new double[200][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          new double[] {
            random.nextGaussian(), 50 + 7 * random.nextDouble(), 1e-3 * random.nextInt(5), 0.1
          };
    }
    return rows;
  }

  private static Moments moments(double[][] rows) {
    Moments moments = new Moments(rows[0].length);
    for (double[] row : rows) {
      moments.add(row, 1);
    }
    return moments;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
