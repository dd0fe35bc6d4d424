package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.objective.Gram;
import dev.descent.objective.LocalGram;
import dev.descent.objective.Regression;
import dev.descent.penalty.Lasso;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import dev.descent.solve.Grams;
import dev.descent.solve.StrengthPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The path that glmnet 4.1-6 finds when it goes on to the last digits: {@code path/golden.R}. */
class LassoPathTest {
  private static final int COLUMNS = 10;
  private static final int S5 = 8;

  @Test
  void diabetes() throws IOException {
    Rows raw =
        Rows.parsed(
            SharedData.rows("diabetes.csv"),
            cells -> Double.parseDouble(cells[COLUMNS]),
            IntStream.range(0, COLUMNS).toArray());
    Rows rows = raw.standardized(raw.standardizer());
    Regression shape = new Regression(COLUMNS, true);
    Gram gram = new LocalGram(COLUMNS, rows.tiles()).gram(shape);
    double[][] golden = golden();
    assertThat(golden).hasNumberOfRows(20);
    double[] strengths = IntStream.range(0, 20).mapToDouble(k -> golden[k][0]).toArray();
    double[] factors = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0};
    StrengthPath path =
        StrengthPath.of(
            shape, new Grams(gram, Optional.empty()), s -> new Lasso(s, factors), strengths);
    for (int k = 0; k < 20; k++) {
      StrengthPath.Entry entry = path.entries().get(k);
      assertThat(entry.strength()).isEqualTo(golden[k][0]);
      assertThat(entry.objective()).isCloseTo(golden[k][1], within(1e-9));
      assertThat(entry.nonzeros()).isEqualTo((int) golden[k][2]);
      assertThat(entry.parameters()[S5]).isCloseTo(golden[k][3], within(1e-7));
    }
  }

  /** Strength, objective, how many coefficients are not 0, and that of s5. */
  private static double[][] golden() throws IOException {
    try (InputStream in = LassoPathTest.class.getResourceAsStream("/path/diabetes.csv")) {
      byte[] content = Objects.requireNonNull(in, "path/diabetes.csv").readAllBytes();
      List<String> lines = new String(content, StandardCharsets.UTF_8).lines().skip(1).toList();
      return lines.stream()
          .map(line -> line.split(",", -1))
          .map(cells -> IntStream.range(0, 4).mapToDouble(i -> Double.parseDouble(cells[i])))
          .map(DoubleStream::toArray)
          .toArray(double[][]::new);
    }
  }
}
