package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The high half of a 128-bit product. */
class UnsignedTest {

  @Test
  void highHalfIsThatOfTheExactProduct() {
    SplitMix random = new SplitMix(1);
    long[] numbers =
        LongStream.concat(
                LongStream.of(
                    0, 1, 2, -1, -2, Long.MAX_VALUE, Long.MIN_VALUE, 0xFFFFFFFFL, 1L << 32),
                LongStream.generate(random::nextLong).limit(100))
            .toArray();
    for (long a : numbers) {
      for (long b : numbers) {
        BigInteger high = unsigned(a).multiply(unsigned(b)).shiftRight(64);
        assertThat(unsigned(Unsigned.multiplyHigh(a, b))).isEqualTo(high);
      }
    }
  }

  @Test
  void equalRangesOfHashesAreInOrder() {
    assertThat(Unsigned.multiplyHigh(0, 7)).isZero();
    assertThat(Unsigned.multiplyHigh(Long.MIN_VALUE, 8)).isEqualTo(4);
    assertThat(Unsigned.multiplyHigh(-1, 7)).isEqualTo(6);
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }
}
