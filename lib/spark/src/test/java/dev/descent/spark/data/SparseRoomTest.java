package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.descent.math.SparseMoments;
import org.junit.jupiter.api.Test;

final class SparseRoomTest {
  private static final long MEGABYTE = 1 << 20;
  private static final int MANY = 2_000_000;

  private static SparseRoom local(long megabytes) {
    return new SparseRoom(megabytes * MEGABYTE, megabytes * MEGABYTE, 2, true, 0.4);
  }

  @Test
  void fewColumnsAreLookedAtTogether() {
    assertThat(local(512).columnsAtOnce(1)).isEqualTo(1);
    assertThat(local(512).columnsAtOnce(100_000)).isEqualTo(100_000);
    assertThat(local(4096).columnsAtOnce(MANY)).isEqualTo(MANY);
  }

  @Test
  void manyTakeTheShareOfTheMemoryThatIsTheirs() {
    long atOnce = local(512).columnsAtOnce(MANY);
    assertThat(6 * (atOnce + 1) * SparseMoments.bytes(1)).isGreaterThan(4 * 512 * MEGABYTE / 10);
    assertThat(6 * atOnce * SparseMoments.bytes(1)).isLessThan(4 * 512 * MEGABYTE / 10);
  }

  @Test
  void theExecutorsCountToo() {
    SparseRoom same = new SparseRoom(512 * MEGABYTE, 8192 * MEGABYTE, 4, false, 0.4);
    SparseRoom less = new SparseRoom(512 * MEGABYTE, 512 * MEGABYTE, 4, false, 0.4);
    assertThat(same.columnsAtOnce(MANY)).isGreaterThan(local(512).columnsAtOnce(MANY));
    assertThat(less.columnsAtOnce(MANY)).isLessThan(local(512).columnsAtOnce(MANY));
  }

  @Test
  void whatIsLeftOfTheSumsMustFit() {
    TooLargeException refusal =
        catchThrowableOfType(TooLargeException.class, () -> local(512).columnsAtOnce(20_000_000));
    assertThat(refusal).hasMessage("statistics of 20000000 columns");
    assertThat(refusal.bytes()).isEqualTo(20_000_000L * 96);
    assertThat(refusal.heap()).isEqualTo(512 * MEGABYTE);
  }
}
