package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TimesTest {

  @Test
  void theMedianIsTheMiddle() {
    assertThat(new Times(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThat(new Times(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    assertThat(new Times(List.of(7.0)).median()).isEqualTo(7);
  }

  @Test
  void theSpreadIsOfTheMedian() {
    assertThat(new Times(List.of(3.0, 1.0, 2.0)).spread()).isEqualTo(1);
    assertThat(new Times(List.of(5.0)).spread()).isZero();
  }

  @Test
  void aRatioAboveOneMeansThatTheOtherIsFaster() {
    Times slow = new Times(List.of(8.0, 12.0, 10.0));
    Times fast = new Times(List.of(2.0, 2.5, 1.0));
    assertThat(slow.over(fast)).isEqualTo(5);
    assertThat(fast.over(slow)).isEqualTo(0.2);
  }

  @Test
  void turnsAreTakenAndAllCountedOnes() {
    StringBuilder taken = new StringBuilder();
    Map<String, Double> seconds =
        new Turns(() -> taken.append('a')).add(Beside.BARE, () -> taken.append('b')).seconds(3);
    assertThat(taken.toString()).matches("(ab){4,}");
    assertThat(seconds).containsOnlyKeys("seconds", "bareSeconds");
    Outcome outcome = Turns.outcome(Map.of("seconds", 2.0, "bareSeconds", 1.0), 3, 0.5);
    assertThat(outcome).isEqualTo(new Outcome(2, 3, 0.5).with("bareSeconds", 1));
  }

  @Test
  void whatIsNoTimeIsRefused() {
    assertThatThrownBy(() -> new Times(List.of())).hasMessageContaining("no rounds");
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Times(List.of(1.0, wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("times must be finite and > 0");
    }
  }
}
