package dev.descent.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnDriftTest {
  private static ColumnDrift ascending(List<Long> then, List<Long> now) {
    return ColumnDrift.of("a", ColumnDrift.Bins.ASCENDING, then, now);
  }

  @Test
  void equalSharesHaveNotMoved() {
    ColumnDrift drift = ascending(List.of(100L, 300L), List.of(1000L, 3000L));
    assertThat(drift.psi()).isCloseTo(0, within(1e-5));
    assertThat(drift.ks()).isZero();
  }

  /** Shares .1 .2 .3 .4 and .4 .3 .2 .1: 2 (.3 ln 4 + .1 ln 1.5) with as many rows as drown 0.5. */
  @Test
  void isTheIndexOfItsDefinition() {
    long n = 1_000_000_000;
    ColumnDrift drift = ascending(List.of(n, 2 * n, 3 * n, 4 * n), List.of(4 * n, 3 * n, 2 * n, n));
    assertThat(drift.psi()).isCloseTo(0.9128696383, within(1e-8));
    assertThat(drift.ks()).isCloseTo(0.4, within(1e-12));
    ColumnDrift apart =
        ColumnDrift.of(
            "a",
            ColumnDrift.Bins.APART,
            List.of(n, 2 * n, 3 * n, 4 * n),
            List.of(4 * n, 3 * n, 2 * n, n));
    assertThat(apart.psi()).isEqualTo(drift.psi());
    assertThat(apart.ks()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void emptyBinsAreFiniteAndFar() {
    assertThat(ascending(List.of(1000L, 0L), List.of(0L, 1000L)).psi())
        .isGreaterThan(10)
        .isLessThan(100);
    assertThat(ascending(List.of(0L, 0L), List.of(0L, 0L))).isEqualTo(new ColumnDrift("a", 0, 0));
  }

  @Test
  void binsMustBeAsMany() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ascending(List.of(1L), List.of(1L, 2L)))
        .withMessage("column a has 1 and 2 bins");
  }
}
