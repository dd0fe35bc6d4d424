package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class LossesTest {

  @Test
  void softmaxIsTheNegativeLogarithmOfTheProbability() {
    double sum = Math.exp(1) + Math.exp(2) + Math.exp(-3);
    assertThat(Losses.softmax(Vectors.dense(1, new double[] {2, -3}), 1))
        .isCloseTo(-Math.log(Math.exp(2) / sum), within(1e-15));
    assertThat(Losses.softmax(Vectors.dense(1000, new double[] {0}), 1)).isEqualTo(1000);
    assertThat(Losses.softmax(Vectors.dense(1000, new double[] {0}), 0)).isZero();
  }

  @Test
  void logisticIsThatOfTheMargin() {
    assertThat(Losses.logistic(Vectors.dense(-2, new double[] {2}), 1))
        .isCloseTo(Math.log(1 + Math.exp(-2)), within(1e-15));
    assertThat(Losses.logistic(Vectors.dense(-2, new double[] {2}), 0))
        .isCloseTo(Math.log(1 + Math.exp(2)), within(1e-15));
    assertThat(Losses.logistic(Vectors.dense(1000, new double[] {-1000}), 1)).isEqualTo(1000);
  }

  @Test
  void squaredIsHalfTheSquareOfTheResidual() {
    StructType columns = new StructType().add("label", "double").add("prediction", "double");
    assertThat(Losses.squared(new GenericRowWithSchema(new Object[] {1.0, 4.0}, columns)))
        .isEqualTo(4.5);
  }

  @Test
  void penaltiesAreOfTheCoefficients() {
    Vector coefficients = Vectors.dense(3, new double[] {0, -4});
    assertThat(Losses.ridge(0.5, coefficients)).isEqualTo(6.25);
    assertThat(LinearModel.Net.RIDGE.of(coefficients)).isCloseTo(1.25, within(1e-15));
    assertThat(LinearModel.Net.LASSO.of(coefficients)).isCloseTo(0.35, within(1e-15));
    assertThat(LinearModel.Net.ELASTIC_NET.of(coefficients)).isCloseTo(0.4875, within(1e-15));
  }
}
