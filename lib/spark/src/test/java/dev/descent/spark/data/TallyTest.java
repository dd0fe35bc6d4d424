package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Classes;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TallyTest {
  @Test
  void countsAsAMapDoes() {
    Random random = new Random(2);
    TreeMap<String, Long> expected = new TreeMap<>(Map.of("3", 7L));
    TreeMap<String, Long> counts = new TreeMap<>(expected);
    Tally<String> tally = new Tally<>(counts);
    for (int i = 0; i < 5_000; i++) {
      // Some come often, some of those that share a place with them only now and then.
      String label = Integer.toString(random.nextInt(8) > 0 ? random.nextInt(3) : i % 90);
      tally.add(label);
      expected.merge(label, 1L, Long::sum);
    }
    tally.flush();
    assertThat(counts).isEqualTo(expected);
    tally.flush();
    assertThat(counts).isEqualTo(expected);
  }

  @Test
  void givesUpWhereThereAreTooMany() {
    TreeMap<String, Long> counts = new TreeMap<>();
    Tally<String> tally = new Tally<>(counts);
    for (int i = 0; i < 3 * Classes.MOST; i++) {
      tally.add("label " + i);
    }
    tally.flush();
    assertThat(counts).hasSize(Classes.MOST + 1);
  }
}
