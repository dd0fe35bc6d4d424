package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Standardizer;
import dev.descent.loss.Squared;
import dev.descent.math.Moments;
import dev.descent.network.Linear;
import dev.descent.objective.Objective;
import dev.descent.penalty.None;
import dev.descent.sample.ExactRun;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import dev.descent.solve.StopReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The certified least-squares coefficients of NIST's statistical reference datasets, on columns
 * that are standardized and on those that are not. A float64 QR of scaled columns reaches 12, 12,
 * 14, 15, 10, 8, 12 and 9 digits.
 */
class NistTest {
  private static final int FIRST_ROW = 60;

  /** Degree 1: the columns of the file; above, the powers of the only one. */
  @ParameterizedTest
  @CsvSource({
    "Norris, 1, 12", "Pontius, 2, 12", "NoInt1, 1, 14", "NoInt2, 1, 15",
    "Longley, 1, 10", "Wampler1, 5, 9", "Wampler2, 5, 13", "Wampler3, 5, 9"
  })
  void digits(String name, int degree, int digits) {
    List<String> lines = SharedData.lines("nist/" + name + ".dat");
    double[] certified =
        lines.stream()
            .map(String::trim)
            .filter(line -> line.matches("B\\d .*"))
            .mapToDouble(line -> Double.parseDouble(line.split("\\s+", -1)[1]))
            .toArray();
    Rows rows = rows(lines.subList(FIRST_ROW, lines.size()), degree);
    boolean intercept = certified.length > rows.features()[0].length;
    Standardizer none = Standardizer.none(rows.features()[0].length);
    for (Standardizer standardizer : List.of(standardizer(rows, intercept), none)) {
      double[] found = coefficients(rows, standardizer, intercept);
      assertThat(found).hasSameSizeAs(certified);
      for (int j = 0; j < certified.length; j++) {
        double error = Math.abs(found[j] / certified[j] - 1);
        assertThat(-Math.log10(error)).as("digits of B%s", j).isGreaterThanOrEqualTo(digits);
      }
    }
  }

  private static double[] coefficients(Rows rows, Standardizer standardizer, boolean intercept) {
    Objective objective =
        new Objective(new Linear(standardizer.columns(), intercept), new Squared(), new None());
    ExactRun run = ExactRun.of(objective, rows.standardized(standardizer));
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.rank().orElseThrow().isFull()).isTrue();
    double[] w = run.parameters();
    DoubleStream original = DoubleStream.of(standardizer.originalCoefficients(w));
    return intercept
        ? DoubleStream.concat(
                DoubleStream.of(standardizer.originalIntercept(w[w.length - 1], w)), original)
            .toArray()
        : original.toArray();
  }

  private static Standardizer standardizer(Rows rows, boolean intercept) {
    Moments moments = new Moments(rows.features()[0].length);
    for (double[] row : rows.features()) {
      moments.add(row, 1);
    }
    return intercept ? Standardizer.centred(moments) : Standardizer.scaled(moments);
  }

  private static Rows rows(List<String> lines, int degree) {
    List<double[]> features = new ArrayList<>();
    List<Double> labels = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        double[] cells =
            Arrays.stream(line.trim().split("\\s+", -1)).mapToDouble(Double::parseDouble).toArray();
        labels.add(cells[0]);
        features.add(
            degree == 1 ? Arrays.copyOfRange(cells, 1, cells.length) : Powers.of(cells[1], degree));
      }
    }
    return Rows.of(
        features.toArray(double[][]::new), labels.stream().mapToDouble(y -> y).toArray());
  }
}
