package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BatchesTest {
  private static final int PARAMETERS = 7;

  private static List<List<Integer>> batches(
      boolean byPasses, double parameters, List<Entrant> entrants) {
    Map<Entrant, Double> each =
        entrants.stream().collect(Collectors.toMap(entrant -> entrant, entrant -> parameters));
    return new Batches(byPasses, each)
        .of(entrants).stream()
            .map(batch -> batch.stream().map(one -> one.candidate().number()).toList())
            .toList();
  }

  @Test
  void thoseThatTakePassesShareThem() {
    List<Entrant> entrants =
        Entrants.of("tune.over { training.batch-size = [64, 128], training.epochs = [1, 2] }");
    assertThat(batches(true, PARAMETERS, entrants)).containsExactly(List.of(1, 2, 3, 4));
    assertThat(batches(false, PARAMETERS, entrants))
        .as("nothing is gained where the driver sums")
        .containsExactly(List.of(1), List.of(2), List.of(3), List.of(4));
  }

  @Test
  void thoseWithAClockOrShardsOrSolvedAtOnceDoNot() {
    String two = "tune.over.model.intercept = [true, false]";
    for (List<Entrant> entrants :
        List.of(
            Entrants.of(two, "training.stop.max-time = 1h"),
            Entrants.of(two, "training.average-every = 10"),
            Entrants.of(
                two, "training = null", "training.solver = exact", "model.penalty.type = none"))) {
      assertThat(batches(true, PARAMETERS, entrants)).containsExactly(List.of(1), List.of(2));
    }
  }

  @Test
  void strengthsAlongAPathAreOneBatchOfAnySize() {
    List<Entrant> entrants =
        Entrants.of(
            "training = null",
            "training.solver = exact",
            "tune.over { model.intercept = [true, false], model.penalty.strength = [3, 2, 1] }");
    assertThat(batches(true, Batches.MOST_PARAMETERS, entrants))
        .containsExactly(List.of(1, 2, 3), List.of(4, 5, 6));
  }

  @Test
  void manyAreSeveralBatches() {
    String seeds =
        String.join(", ", Stream.iterate(1, i -> i + 1).limit(17).map(String::valueOf).toList());
    List<Entrant> entrants = Entrants.of("tune.over { model.penalty.strength = [" + seeds + "] }");
    assertThat(batches(true, 1, entrants).stream().map(List::size)).containsExactly(16, 1);
    double third = Batches.MOST_PARAMETERS / 3.0;
    assertThat(batches(true, third, entrants).stream().map(List::size))
        .containsExactly(3, 3, 3, 3, 3, 2);
  }
}
