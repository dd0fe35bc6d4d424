package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.objective.MiniBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiniBatchPlanTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "10, 1, 10", "10, 3, 4", "10, 5, 2", "10, 9, 2", "10, 10, 1", "10, 99, 1"})
  void everyRowOnceAnEpoch(long rows, long batchSize, int steps) {
    MiniBatchPlan plan = new MiniBatchPlan(rows, batchSize, 5);
    assertThat(plan.steps()).isEqualTo(steps);
    for (int epoch = 0; epoch < 20; epoch++) {
      List<Long> taken = new ArrayList<>();
      for (MiniBatch batch : epoch(plan, epoch)) {
        assertThat(batch.rows()).isLessThanOrEqualTo(batchSize);
        LongStream.range(batch.from(), batch.to()).forEach(taken::add);
      }
      assertThat(taken)
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, rows).boxed().toList());
    }
  }

  @Test
  void anotherOrderEveryEpochAndForEverySeed() {
    Set<List<MiniBatch>> orders = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      MiniBatchPlan plan = new MiniBatchPlan(1000, 10, seed);
      for (int epoch = 0; epoch < 10; epoch++) {
        orders.add(epoch(plan, epoch));
      }
    }
    assertThat(orders).hasSize(100);
  }

  @Test
  void sameSeedSameOrderInWhateverOrderStepsAreAsked() {
    MiniBatchPlan forward = new MiniBatchPlan(1000, 30, 7);
    MiniBatchPlan backward = new MiniBatchPlan(1000, 30, 7);
    List<MiniBatch> steps = IntStream.range(0, 170).mapToObj(forward::batch).toList();
    for (int step = 169; step >= 0; step--) {
      assertThat(backward.batch(step)).isEqualTo(steps.get(step));
    }
  }

  /** Every mini-batch comes first about as often as any other. */
  @Test
  void firstPlaceIsFair() {
    MiniBatchPlan plan = new MiniBatchPlan(10, 1, 3);
    int[] first = new int[10];
    for (int epoch = 0; epoch < 10_000; epoch++) {
      first[(int) plan.batch(10 * epoch).from()]++;
    }
    assertThat(IntStream.of(first).boxed()).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void rowsBeyondAnInt() {
    long rows = 5_000_000_000L;
    MiniBatchPlan plan = new MiniBatchPlan(rows, 1_000_000_000L, 1);
    assertThat(epoch(plan, 0).stream().mapToLong(MiniBatch::to).max()).hasValue(rows);
    assertThat(new MiniBatchPlan(rows, Long.MAX_VALUE, 1).batch(0))
        .isEqualTo(new MiniBatch(0, rows));
  }

  @Test
  void refusesNoRowsAndNoBatch() {
    assertThatThrownBy(() -> new MiniBatchPlan(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows and batch size must be >= 1, but were 0, 1");
    assertThatThrownBy(() -> new MiniBatchPlan(1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MiniBatchPlan(5_000_000_000L, 1, 1).steps())
        .isInstanceOf(ArithmeticException.class);
  }

  private static List<MiniBatch> epoch(MiniBatchPlan plan, int epoch) {
    return IntStream.range(epoch * plan.steps(), (epoch + 1) * plan.steps())
        .mapToObj(plan::batch)
        .toList();
  }
}
