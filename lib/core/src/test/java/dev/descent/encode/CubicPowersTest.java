package dev.descent.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Standardizer;
import dev.descent.math.Moments;
import dev.descent.sample.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Powers up to 40 of x in [-5, 5] reach 10^27 and differ by 10^26 in their deviations: means and
 * scales are still those of exact fractions, which {@code golden.py cubic} in the resources prints.
 */
class CubicPowersTest {

  @Test
  void meansAndScalesAreExactToTheBit() throws IOException {
    Expansion expansion = new Expansion(List.of("x"), 1, Polynomial.ofDegree(40).withBias());
    Moments moments = new Moments(41);
    double[] raw = new double[1];
    double[] features = expansion.roomFor(raw);
    for (String[] row : SharedData.rows("cubic.csv")) {
      if (row[2].equals("train")) {
        raw[0] = Double.parseDouble(row[0]);
        assertThat(expansion.apply(raw, features)).isTrue();
        moments.add(features, 1);
      }
    }
    assertThat(moments.totalWeight()).isEqualTo(50);
    Standardizer standardizer = Standardizer.centred(moments);
    List<String> golden = golden();
    assertThat(golden).hasSize(40);
    for (int k = 1; k <= 40; k++) {
      assertThat(k + "," + standardizer.means()[k] + "," + standardizer.scales()[k])
          .isEqualTo(k + "," + number(golden, k, 1) + "," + number(golden, k, 2));
    }
    assertThat(standardizer.means()[0]).isEqualTo(1);
    assertThat(standardizer.scales()[0]).isZero();
  }

  private static double number(List<String> golden, int k, int cell) {
    return Double.parseDouble(golden.get(k - 1).split(",", -1)[cell]);
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = CubicPowersTest.class.getResourceAsStream("/polynomial/cubic.csv")) {
      byte[] content = Objects.requireNonNull(in, "polynomial/cubic.csv").readAllBytes();
      return new String(content, StandardCharsets.UTF_8).lines().skip(1).toList();
    }
  }
}
