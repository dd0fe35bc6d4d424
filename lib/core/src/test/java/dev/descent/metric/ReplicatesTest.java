package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.SplitMix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicatesTest {

  @Test
  void drawsArePoissonAndIndependentOfEachOther() {
    int n = 200_000;
    int[] counts = new int[8];
    double sum = 0;
    double products = 0;
    double others = 0;
    for (int i = 0; i < n; i++) {
      long id = SplitMix.mix(i);
      int draws = PoissonDraws.of(id, 3, 1);
      counts[Math.min(draws, 7)]++;
      sum += draws;
      products += draws * PoissonDraws.of(id, 4, 1);
      others += PoissonDraws.of(id, 5, 10);
    }
    double term = Math.exp(-1);
    for (int k = 0; k < 6; k++) {
      assertThat(counts[k] / (double) n).isCloseTo(term, within(4e-3));
      term /= k + 1;
    }
    assertThat(sum / n).isCloseTo(1, within(0.01));
    assertThat(products / n).isCloseTo(1, within(0.02));
    assertThat(others / n).isCloseTo(10, within(0.04));
    assertThat(PoissonDraws.of(17, 2, 3)).isEqualTo(PoissonDraws.of(17, 2, 3));
  }

  /** Quantiles as numpy.percentile has them. */
  @Test
  void intervalsAreQuantilesOfTheDefinedReplicates() {
    Replicates replicates =
        new Replicates(
            Map.of("f1", List.of(0.4, 0.1, Double.NaN, 0.3, 0.2), "no", List.of(Double.NaN)));
    assertThat(replicates.interval("f1", 0.9).low()).isCloseTo(0.115, within(1e-15));
    assertThat(replicates.interval("f1", 0.9).high()).isCloseTo(0.385, within(1e-15));
    assertThat(replicates.toMap(0.5).keySet()).containsExactly("f1");
    assertThatThrownBy(() -> replicates.interval("f1", 1)).hasMessageContaining("(0, 1)");
    assertThatThrownBy(() -> replicates.interval("no", 0.5)).hasMessageContaining("metric no");
  }

  @Test
  void takesEveryScalarThatIsAMetric() {
    Map<String, Object> one =
        Map.of(
            "rocAuc",
            0.5,
            "threshold",
            0.5,
            "macro",
            Map.of("f1", 0.25),
            "rows",
            3L,
            "ks",
            0.0,
            "curves",
            Map.of("rocDeviation", 0.0),
            "undefined",
            List.of("ks"));
    Replicates replicates = Replicates.of(List.of(one, one));
    assertThat(replicates.values().keySet()).containsExactlyInAnyOrder("rocAuc", "macro.f1", "ks");
    assertThat(replicates.values().get("ks")).containsExactly(Double.NaN, Double.NaN);
    assertThat(replicates.minus(replicates).values().get("rocAuc")).containsExactly(0.0, 0.0);
    assertThatThrownBy(() -> replicates.minus(Replicates.of(List.of(one))))
        .hasMessageContaining("2 and 1 replicates");
  }
}
