package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.spark.data.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which rows are kept depends neither on their order nor on what was merged with what. */
final class LeastRowsTest {
  /** A row whose hash is {@code hash}; copies of it are equal, the key -1 has three rows. */
  private record Candidate(long hash, double loss, Example row) {
    static Candidate of(int i) {
      long hash = i % 10 == 0 ? -1 : Long.MIN_VALUE + i * 7919L % 501 * (i % 2 == 0 ? 1 : -1);
      double loss = hash == -1 ? 5 : Math.floorMod(hash, 40);
      String cell = hash == -1 ? "row " + i % 3 : "row";
      return new Candidate(
          hash, loss, new Example(1, new double[] {2}, loss, new Object[] {hash, cell}));
    }
  }

  private static final List<Candidate> ALL =
      IntStream.range(0, 2000).mapToObj(Candidate::of).toList();

  private static ExampleRows kept(List<Candidate> rows) {
    ExampleRows kept = new ExampleRows(new Examples.Wanted(Side.TEST, 30, 60));
    rows.forEach(row -> kept.add(row.loss, row.hash, () -> row.row));
    return kept;
  }

  @Test
  void anyOrderAndAnyPartsGiveTheSameRows() {
    ExampleRows expected = kept(ALL);
    assertThat(expected.sample()).hasSize(30).doesNotHaveDuplicates();
    assertThat(expected.worst()).hasSize(60).doesNotHaveDuplicates();
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Candidate> shuffled = new ArrayList<>(ALL);
      Collections.shuffle(shuffled, random);
      List<ExampleRows> parts = new ArrayList<>();
      for (int from = 0; from < shuffled.size(); ) {
        int to = Math.min(shuffled.size(), from + random.nextInt(400));
        parts.add(kept(shuffled.subList(from, to)));
        from = to;
      }
      Collections.shuffle(parts, random);
      ExampleRows merged = parts.stream().reduce(ExampleRows::merge).orElseThrow();
      assertThat(merged.sample()).as("seed %d", seed).isEqualTo(expected.sample());
      assertThat(merged.worst()).as("seed %d", seed).isEqualTo(expected.worst());
    }
  }

  @Test
  void theLeastHashesAreASampleAndTheLargestLossesComeFirst() {
    List<Long> hashes =
        ALL.stream().map(Candidate::hash).distinct().sorted(Long::compareUnsigned).toList();
    assertThat(kept(ALL).sample())
        .extracting(row -> row.cells()[0])
        .isEqualTo(hashes.subList(0, 30));
    assertThat(kept(ALL).worst()).isSortedAccordingTo((a, b) -> Double.compare(b.loss(), a.loss()));
    assertThat(kept(ALL).worst().get(0).loss())
        .isEqualTo(ALL.stream().mapToDouble(Candidate::loss).max().orElseThrow());
  }

  @Test
  void ofRowsWithOneKeyTheLesserStays() {
    ExampleRows all = new ExampleRows(new Examples.Wanted(Side.TEST, 5000, 1));
    ALL.forEach(row -> all.add(row.loss, row.hash, () -> row.row));
    assertThat(all.sample())
        .filteredOn(row -> row.cells()[0].equals(-1L))
        .singleElement()
        .satisfies(row -> assertThat(row.cells()[1]).isEqualTo("row 0"));
  }
}
