package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.acceptance.Expanded.Fit;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.Ridge;
import dev.descent.solve.StopReason;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Polynomials with a penalty on standardized monomials that scikit-learn has fitted. */
class PolynomialTest {
  private static final Offset<Double> FOUR_DIGITS = within(5.1e-5);
  private static final Offset<Double> SIX_DIGITS = within(5.1e-7);

  @Test
  void lassoFindsTheCubic() {
    Fit fit = Expanded.of("cubic.csv", 1, 40).fit(f -> new Lasso(1, f));
    requireConverged(fit);
    assertThat(fit.active()).containsExactly(0, 2);
    assertThat(fit.coefficient(0)).isCloseTo(.168217, SIX_DIGITS);
    assertThat(fit.coefficient(2)).isCloseTo(11.303857, SIX_DIGITS);
    assertThat(fit.intercept()).isCloseTo(-3.311474, SIX_DIGITS);
    assertThat(fit.trainMse()).isCloseTo(30.8871, FOUR_DIGITS);
    assertThat(fit.testMse()).isCloseTo(30.0014, FOUR_DIGITS);
  }

  @Test
  void ridgeOnTheCubic() {
    Fit fit = Expanded.of("cubic.csv", 1, 40).fit(f -> new Ridge(1.0 / 50, f));
    requireConverged(fit);
    assertThat(fit.active()).hasSize(40);
    assertThat(fit.trainMse()).isCloseTo(27.8408, FOUR_DIGITS);
    assertThat(fit.testMse()).isCloseTo(39.5714, FOUR_DIGITS);
  }

  @Test
  void lassoOnTheSine() {
    Fit fit = Expanded.of("sine.csv", 1, 40).fit(f -> new Lasso(0.1, f));
    requireConverged(fit);
    assertThat(fit.active()).containsExactly(0, 3, 18);
    assertThat(fit.coefficient(0)).isCloseTo(-4.6252, FOUR_DIGITS);
    assertThat(fit.coefficient(3)).isCloseTo(6.6880, FOUR_DIGITS);
    assertThat(fit.coefficient(18)).isCloseTo(-2.6958, FOUR_DIGITS);
    assertThat(fit.trainMse()).isCloseTo(9.2093, FOUR_DIGITS);
    assertThat(fit.testMse()).isCloseTo(7.6568, FOUR_DIGITS);
  }

  @Test
  void ridgeOnTheSine() {
    Expanded sine = Expanded.of("sine.csv", 1, 40);
    Fit fit = sine.fit(f -> new Ridge(1e-4 / sine.train().count(), f));
    requireConverged(fit);
    assertThat(fit.trainMse()).isCloseTo(4.0249, FOUR_DIGITS);
    assertThat(fit.testMse()).isCloseTo(4.3255, FOUR_DIGITS);
  }

  /**
   * Columns whose pivots fall to 10^-13: the conditions still hold to 10 digits of the strength.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3, 1e-4, 1e-5})
  void lassoStandsNearlyDependentColumns(double strength) {
    Fit fit = Expanded.of("sine.csv", 1, 40).fit(f -> new Lasso(strength, f));
    requireConverged(fit);
    assertThat(fit.run().last().last().gradientNorm()).isLessThan(1e-12);
  }

  @Test
  void ridgeOnCaliforniaOfDegreeTwo() {
    Expanded california = Expanded.of("california_housing.csv", 8, 2);
    assertThat(california.columns()).isEqualTo(44);
    double n = california.train().count();
    Fit best =
        DoubleStream.of(0.1, 1, 10)
            .mapToObj(alpha -> california.fit(f -> new Ridge(alpha / n, f)))
            .min((a, b) -> Double.compare(a.testMse(), b.testMse()))
            .orElseThrow();
    assertThat(best.trainMse()).isCloseTo(.4277, FOUR_DIGITS);
    assertThat(best.testMse()).isCloseTo(.4456, FOUR_DIGITS);
  }

  @Test
  void lassoOnCaliforniaOfDegreeOne() {
    Fit fit = Expanded.of("california_housing.csv", 8, 1).fit(f -> new Lasso(.0008, f));
    requireConverged(fit);
    assertThat(fit.testMse()).isCloseTo(.55475, within(5.1e-6));
  }

  /** scikit-learn stops short of the optimum, where 32 coefficients are left of its 36. */
  @Test
  void californiaOfDegreeFive() {
    Expanded california = Expanded.of("california_housing.csv", 8, 5);
    assertThat(california.columns()).isEqualTo(1286);
    double n = california.train().count();
    Fit ridge = california.fit(f -> new Ridge(10 / n, f));
    assertThat(ridge.trainMse()).isCloseTo(.3773, FOUR_DIGITS);
    assertThat(ridge.testMse()).isCloseTo(10.5461, FOUR_DIGITS);
    Fit lasso = california.fit(f -> new Lasso(.00649, f));
    requireConverged(lasso);
    assertThat(lasso.active().length).isBetween(30, 36);
    assertThat(lasso.run().last().last().gradientNorm()).isLessThan(1e-14);
    assertThat(lasso.trainMse()).isCloseTo(.4558, within(2e-4));
    assertThat(lasso.testMse()).isCloseTo(.4834, within(2e-4));
  }

  private static void requireConverged(Fit fit) {
    assertThat(fit.run().reason()).isEqualTo(StopReason.CONVERGED);
  }
}
