package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.penalty.ElasticNet;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import dev.descent.sample.BreezeRun;
import dev.descent.sample.LbfgsRun;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import dev.descent.solve.StopReason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * L-BFGS and OWL-QN beside those of Breeze 2.1.0, from the same start over the same rows; "C = 1"
 * is the strength 1 / n.
 */
class BreezeTest {
  /** Of l-bfgs where a job file does not say. */
  private static final double BY_DEFAULT = 1e-10;

  private static final double FOR_PARAMETERS = 1e-14;
  private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

  /** An objective that has one optimum, but for what all intercepts of softmax have in common. */
  record Problem(String name, Objective objective, Rows rows) {

    static Problem of(String name, Rows rows, Loss loss, Penalty penalty) {
      return new Problem(name, new Objective(network(rows, loss.outputs()), loss, penalty), rows);
    }

    Risk risk() {
      return new LocalRisk(objective, rows.tiles());
    }

    LbfgsRun ours(Risk risk, double tolerance) {
      return LbfgsRun.of(objective, risk, tolerance, objective.network().start(1));
    }

    BreezeRun breeze() {
      return BreezeRun.of(objective, risk());
    }

    double at(double... parameters) {
      Risk risk = risk();
      return objective.evaluate(risk.at(parameters, risk.all()), parameters).value();
    }

    /** The parameters, with softmax intercepts less their mean. */
    double[] determined(double... parameters) {
      double[] determined = parameters.clone();
      int outputs = objective.network().outputs();
      int first = parameters.length - outputs;
      if (outputs > 1) {
        double mean = Arrays.stream(parameters, first, parameters.length).average().orElseThrow();
        IntStream.range(first, parameters.length).forEach(j -> determined[j] -= mean);
      }
      return determined;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Problem> problems() {
    return Stream.concat(smooth(), withLassoPart());
  }

  static Stream<Problem> smooth() {
    Rows iris = Rows.parsed(cells("iris"), row -> SPECIES.indexOf(row[4]), columns(4));
    Rows cancer =
        standardized(
            Rows.parsed(
                cells("breast_cancer"), r -> r[30].equals("malignant") ? 1 : 0, columns(30)));
    Rows wine = wine();
    return Stream.of(
        Problem.of("softmax of iris, C = 1", iris, new Softmax(3), ridge(iris, 3)),
        Problem.of("logistic of breast cancer, C = 1", cancer, new Logistic(), ridge(cancer, 1)),
        Problem.of("softmax of wine, C = 1", wine, new Softmax(3), ridge(wine, 3)));
  }

  static Stream<Problem> withLassoPart() {
    Rows wine = wine();
    Rows diabetes = standardized(numbers("diabetes", 10));
    Rows digits = numbers("digits", 64);
    for (double[] row : digits.features()) {
      Arrays.setAll(row, j -> row[j] / 16);
    }
    Lasso ofWine = new Lasso(.01, factors(wine, 3));
    Lasso ofDiabetes = new Lasso(.1, factors(diabetes, 1));
    ElasticNet ofDigits = new ElasticNet(.001, .5, factors(digits, 10));
    return Stream.of(
        Problem.of("lasso softmax of wine", wine, new Softmax(3), ofWine),
        Problem.of("lasso of diabetes", diabetes, new Squared(), ofDiabetes),
        Problem.of("elastic net softmax of digits", digits, new Softmax(10), ofDigits));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theDefaultToleranceEndsAtBreezesObjective(Problem problem) {
    LbfgsRun ours = problem.ours(problem.risk(), BY_DEFAULT);
    assertThat(ours.reason()).isEqualTo(StopReason.CONVERGED);
    hasObjective(problem, ours.parameters(), problem.breeze().parameters(), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aSmallToleranceEndsAtBreezesParameters(Problem problem) {
    LbfgsRun ours = problem.ours(problem.risk(), FOR_PARAMETERS);
    assertThat(ours.reason()).isEqualTo(StopReason.CONVERGED);
    double[] breeze = problem.breeze().parameters();
    hasObjective(problem, ours.parameters(), breeze, 1e-12);
    hasParameters(problem, ours.parameters(), breeze);
  }

  /** They take 35 and 540, 40 and 105, 205 and 2622. */
  @ParameterizedTest
  @MethodSource("withLassoPart")
  void withALassoPartItTakesLessThanHalfOfBreezesPasses(Problem problem) {
    LbfgsRun ours = problem.ours(problem.risk(), FOR_PARAMETERS);
    assertThat(2 * ours.passes()).isLessThan(problem.breeze().passes());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aWrongGradientEndsElsewhere(Problem problem) {
    double[] right = problem.breeze().parameters();
    double[] wrong = problem.ours(Mistaken.of(problem), BY_DEFAULT).parameters();
    assertThatThrownBy(() -> hasObjective(problem, wrong, right, 1e-9))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> hasParameters(problem, wrong, right))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void breezeTooEndsElsewhereByAWrongGradient(Problem problem) {
    double[] right = problem.ours(problem.risk(), FOR_PARAMETERS).parameters();
    double[] wrong = BreezeRun.of(problem.objective, Mistaken.of(problem)).parameters();
    assertThatThrownBy(() -> hasObjective(problem, right, wrong, 1e-9))
        .isInstanceOf(AssertionError.class);
  }

  /** Ours is above Breeze's by {@code most} of it, and Breeze has arrived too. */
  private static void hasObjective(Problem problem, double[] ours, double[] breeze, double most) {
    assertThat(problem.at(ours)).isLessThanOrEqualTo(problem.at(breeze) * (1 + most));
    assertThat(problem.at(breeze)).isLessThanOrEqualTo(problem.at(ours) * (1 + 1e-9));
  }

  /** The same parameters are 0, and none differs by 1e-5 of the largest. */
  private static void hasParameters(Problem problem, double[] ours, double[] breeze) {
    double[] expected = problem.determined(breeze);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(problem.determined(ours))
        .usingComparatorWithPrecision(1e-5 * largest)
        .containsExactly(expected);
    assertThat(zeros(ours)).containsExactly(zeros(breeze));
  }

  private static int[] zeros(double[] parameters) {
    return IntStream.range(0, parameters.length).filter(j -> parameters[j] == 0).toArray();
  }

  /**
   * The right losses, with gradients by coefficients that are one hundredth too large: of columns
   * in other units, without the chain rule.
   *
   * @param inOtherUnits over columns 1.01 times as large
   */
  private record Mistaken(Risk inOtherUnits, double[] factors) implements Risk {
    private static final double UNIT = 1.01;

    static Mistaken of(Problem problem) {
      double[][] features =
          Arrays.stream(problem.rows.features())
              .map(row -> Arrays.stream(row).map(x -> UNIT * x).toArray())
              .toArray(double[][]::new);
      Rows rows = Rows.of(features, problem.rows.labels());
      Objective objective = problem.objective;
      return new Mistaken(new LocalRisk(objective, rows.tiles()), objective.penalty().factors());
    }

    @Override
    public long rows() {
      return inOtherUnits.rows();
    }

    @Override
    public LossGradient at(double[] parameters, MiniBatch batch) {
      double[] there = parameters.clone();
      Arrays.setAll(there, j -> factors[j] > 0 ? parameters[j] / UNIT : parameters[j]);
      return inOtherUnits.at(there, batch);
    }
  }

  private static Rows wine() {
    return standardized(numbers("wine", 13));
  }

  /** With the column after the features for a label. */
  private static Rows numbers(String name, int features) {
    return Rows.parsed(cells(name), row -> Double.parseDouble(row[features]), columns(features));
  }

  private static List<String[]> cells(String name) {
    return SharedData.rows(name + ".csv");
  }

  private static int[] columns(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static Rows standardized(Rows rows) {
    return rows.standardized(rows.standardizer());
  }

  private static Linear network(Rows rows, int outputs) {
    return new Linear(rows.features()[0].length, outputs, true);
  }

  private static double[] factors(Rows rows, int outputs) {
    return network(rows, outputs).layout().penalized();
  }

  private static Ridge ridge(Rows rows, int outputs) {
    return new Ridge(1.0 / rows.count(), factors(rows, outputs));
  }
}
