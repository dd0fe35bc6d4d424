package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualSelectTest {

  /** Each quantile is what a selection by itself finds. */
  @Test
  void allQuantilesComeOutOfTheSamePasses() {
    for (int seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      double[] labels = random.doubles(300, -3, 3).toArray();
      double[] predictions = random.doubles(300, -2, 4).toArray();
      double[] weights = random.ints(300, 0, 3).mapToDouble(w -> w / 4.0).toArray();
      ResidualQuantiles found = selected(labels, predictions, weights);
      double[] residuals = new double[300];
      double[] absolute = new double[300];
      for (int i = 0; i < 300; i++) {
        residuals[i] = labels[i] - predictions[i];
        absolute[i] = Math.abs(residuals[i]);
      }
      assertThat(found.residuals().keySet()).containsExactly(0.05, 0.25, 0.5, 0.75, 0.95);
      found
          .residuals()
          .forEach(
              (level, value) ->
                  assertThat(RadixSelect.quantilesOf(residuals, weights, level))
                      .containsExactly(value));
      assertThat(found.medianAbsoluteError()).isEqualTo(RadixSelect.medianOf(absolute, weights));
    }
  }

  @Test
  void refusesHistogramsOfAnotherPassAndNoRows() {
    ResidualSelect start = ResidualSelect.start();
    assertThatThrownBy(() -> start.next(start.histogram())).hasMessageContaining("there are none");
    ResidualSelect second = start.next(start.histogram().add(3, 1, 1));
    assertThatThrownBy(() -> second.next(start.histogram().add(3, 1, 1)))
        .hasMessageContaining("pass 0 of another selection than pass 1");
    assertThatThrownBy(second::quantiles).hasMessageContaining("1 of 4 passes");
    assertThat(ResidualSelect.PASSES).isEqualTo(4);
  }

  private static ResidualQuantiles selected(
      double[] labels, double[] predictions, double[] weights) {
    ResidualSelect select = ResidualSelect.start();
    while (!select.isDone()) {
      ResidualHistogram all = select.histogram();
      for (int i = 0; i < labels.length; i++) {
        all.add(labels[i], predictions[i], weights[i]);
      }
      select = select.next(all);
    }
    return select.quantiles();
  }
}
