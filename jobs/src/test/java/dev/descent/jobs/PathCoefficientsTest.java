package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.loss.Squared;
import dev.descent.model.Model;
import dev.descent.network.Linear;
import dev.descent.solve.StrengthPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathCoefficientsTest {
  private static Model model(double[] parameters) {
    int columns = parameters.length - 1;
    double[] scales = IntStream.range(0, columns).mapToDouble(j -> j + 1).toArray();
    return new Model(
        "linear",
        new Linear(columns, true),
        new Squared(),
        parameters,
        new Encoding(
            IntStream.range(0, columns).mapToObj(j -> "x" + j).toList(),
            1,
            new Standardizer(new double[columns], scales)),
        Optional.empty());
  }

  private static StrengthPath.Entry entry(double strength, double... parameters) {
    return new StrengthPath.Entry(strength, 0, 0, 0, 0, parameters);
  }

  @Test
  void thoseThatAreNotZeroAreKeptOnTheOriginalScale() {
    List<StrengthPath.Entry> path = List.of(entry(2, 0, 0, 7), entry(1, -3, 4, 7));
    PathCoefficients kept = PathCoefficients.of(path, PathCoefficientsTest::model);
    assertThat(kept.toMap(path.get(0).parameters())).isEqualTo(Map.of("coefficients", Map.of()));
    assertThat(kept.toMap(path.get(1).parameters()))
        .isEqualTo(Map.of("coefficients", Map.of("x0", -3.0, "x1", 2.0)));
  }

  /** Large at a strength in the middle counts as large, and how many are left out is said. */
  @Test
  void theLargestAnywhereOnThePathAreKept() {
    double[] strong = new double[PathCoefficients.MOST + 3];
    double[] weak = new double[strong.length];
    for (int j = 0; j < strong.length - 1; j++) {
      weak[j] = 1 + j;
    }
    strong[0] = -1000;
    List<StrengthPath.Entry> path = List.of(entry(2, strong), entry(1, weak));
    PathCoefficients kept = PathCoefficients.of(path, PathCoefficientsTest::model);
    assertThat(kept.toMap(weak))
        .hasEntrySatisfying(
            "coefficients",
            found ->
                assertThat(List.<Object>copyOf(((Map<?, ?>) found).keySet()))
                    .hasSize(PathCoefficients.MOST)
                    .contains("x0", "x3", "x101")
                    .doesNotContain("x1", "x2"))
        .containsEntry("featuresLeftOut", 2);
  }
}
