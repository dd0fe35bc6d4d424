package dev.descent.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {

  /** The estimates are within four standard deviations, by counting the values themselves. */
  @ParameterizedTest
  @CsvSource({"1, 1000", "10, 1000", "300, 1000", "2000, 1000", "5000, 16384", "3000, 1048576"})
  void estimatesWhatCountingGives(int values, int size) {
    Hashed id = Hashed.of("id", size);
    Buckets buckets = Buckets.of(expansion(id));
    Map<Integer, Integer> inBucket = new HashMap<>();
    for (int v = 0; v < values; v++) {
      double code = id.code("value " + v);
      inBucket.merge((int) Math.abs(code), 1, Integer::sum);
      buckets.add(new double[] {7, code});
      buckets.add(new double[] {-3, code});
    }
    long meet = inBucket.values().stream().filter(n -> n > 1).mapToLong(n -> n).sum();
    assertThat(buckets.met()).isEqualTo(inBucket.size());
    assertThat(buckets.isFull()).isFalse();
    double load = (double) values / size;
    double error = 4 * Math.sqrt(size * (Math.exp(load) - load - 1));
    assertThat((double) buckets.values()).isCloseTo(values, within(error + 0.5));
    assertThat(buckets.collisionRate())
        .isCloseTo((double) meet / values, within(4 * Math.sqrt(0.5 / values)));
  }

  /** Two values of which nobody knows whether they meet: one feature, or two of four. */
  @Test
  void knowsTheFormulas() {
    Hashed four = Hashed.of("x", 4);
    Buckets buckets = Buckets.of(expansion(four));
    assertThat(List.of(buckets.met(), buckets.values(), buckets.collisionRate()))
        .isEqualTo(List.of(0, 0L, 0.0));
    buckets.add(new double[] {0, -2});
    assertThat(List.of(buckets.met(), buckets.values(), buckets.collisionRate()))
        .isEqualTo(List.of(1, 1L, 0.0));
    buckets.add(new double[] {0, 4});
    // ln(1 - 2/4) / ln(1 - 1/4) = 2.41, and one of three others is taken.
    assertThat(List.of(buckets.met(), buckets.values(), buckets.collisionRate()))
        .isEqualTo(List.of(2, 2L, 1.0 / 3));
  }

  @Test
  void saysWhenThereMayBeAnyNumberOfValues() {
    Hashed id = Hashed.of("id", 1000);
    Buckets buckets = Buckets.of(expansion(id));
    for (int bucket = 1; bucket <= 990; bucket++) {
      buckets.add(new double[] {0, bucket});
    }
    assertThat(buckets.isFull()).isFalse();
    assertThat(buckets.values()).isEqualTo(4603);
    buckets.add(new double[] {0, -991});
    assertThat(buckets.isFull()).isTrue();
    assertThat(buckets.values()).isEqualTo(4603);
    Buckets two = Buckets.of(expansion(Hashed.of("id", 2)));
    two.add(new double[] {0, 1});
    two.add(new double[] {0, 2});
    assertThat(two.isFull()).isTrue();
    assertThat(two.values()).isEqualTo(2);
    assertThat(two.collisionRate()).isEqualTo(1);
  }

  @Test
  void mergesInAnyOrder() {
    Hashed id = Hashed.of("id", 777);
    Expansion expansion = expansion(id);
    Buckets all = Buckets.of(expansion);
    List<Buckets> parts = IntStream.range(0, 5).mapToObj(p -> Buckets.of(expansion)).toList();
    for (int v = 0; v < 400; v++) {
      double[] raw = {0, id.code(Integer.toString(v))};
      all.add(raw);
      parts.get(v % 4).add(raw);
    }
    for (int first = 0; first < 5; first++) {
      Buckets merged = Buckets.of(expansion);
      for (int p = 0; p < 5; p++) {
        merged.merge(Wire.copy(parts.get((first + p) % 5), Buckets.class));
      }
      assertThat(merged.met()).isEqualTo(all.met());
    }
    assertThat(parts.get(0).met()).isLessThan(all.met());
  }

  /** A column that is not hashed has no features to meet. */
  @Test
  void nothingIsMetWithoutAHashedColumn() {
    Buckets none = Buckets.of(new Expansion(List.of("a"), 1, Polynomial.none()));
    none.add(new double[] {5});
    assertThat(List.of(none.size(), none.met(), none.values(), none.collisionRate()))
        .isEqualTo(List.of(0, 0, 0L, 0.0));
  }

  private static Expansion expansion(Hashed column) {
    return Expansion.of(List.of(Numeric.of("n"), column), 1, Polynomial.none());
  }
}
