package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that must never change, because the bits of every model hang on them. */
class SplitMixTest {

  @Test
  void numbersAreFixed() {
    SplitMix zero = new SplitMix(0);
    assertThat(LongStream.generate(zero::nextLong).limit(3))
        .containsExactly(0xE220A8397B1DCDAFL, 0x6E789E6AA1B965F4L, 0x06C45D188009454FL);
    assertThat(SplitMix.mix(1)).isEqualTo(0x5692161D100B05E5L);
    assertThat(SplitMix.combine(1, 2)).isEqualTo(0xBFC846100BFC1E42L);
    assertThat(SplitMix.forPurpose(42, "mini-batches", 3).nextLong()).isEqualTo(0x5994F66D73E4275L);
    assertThat(new SplitMix(1).permutation(10)).containsExactly(0, 3, 8, 1, 7, 2, 6, 9, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE})
  void numbersAreThoseOfTheJdk(long seed) {
    SplitMix ours = new SplitMix(seed);
    SplittableRandom theirs = new SplittableRandom(seed);
    for (int i = 0; i < 1000; i++) {
      assertThat(ours.nextLong()).isEqualTo(theirs.nextLong());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 1000})
  void permutationHasEveryNumberOnce(int n) {
    int[] permutation = new SplitMix(n).permutation(n);
    assertThat(permutation).hasSize(n);
    assertThat(IntStream.of(permutation).sorted().toArray())
        .containsExactly(IntStream.range(0, n).toArray());
  }

  @Test
  void everyPermutationOfThreeComesAboutAsOften() {
    int[] counts = new int[27];
    SplitMix random = new SplitMix(3);
    for (int i = 0; i < 6000; i++) {
      int[] p = random.permutation(3);
      counts[9 * p[0] + 3 * p[1] + p[2]]++;
    }
    assertThat(IntStream.of(counts).filter(count -> count > 0).boxed())
        .hasSize(6)
        .allSatisfy(count -> assertThat(count).isBetween(880, 1120));
  }

  @Test
  void seedsPurposesAndIndexesDiffer() {
    Set<Long> firsts = new HashSet<>();
    for (long seed : new long[] {0, 1, -1, 42}) {
      for (String purpose : List.of("", "a", "b", "ab", "ba", "split", "mini-batch order")) {
        for (long index = 0; index < 50; index++) {
          firsts.add(SplitMix.forPurpose(seed, purpose, index).nextLong());
        }
      }
    }
    assertThat(firsts).hasSize(4 * 7 * 50);
  }

  @Test
  void numbersStayBelowTheirBound() {
    SplitMix random = new SplitMix(8);
    for (int bound : new int[] {1, 2, 3, 1000, Integer.MAX_VALUE}) {
      for (int i = 0; i < 1000; i++) {
        assertThat(random.nextInt(bound)).isBetween(0, bound - 1);
      }
    }
  }
}
