package dev.descent.jobs.tune;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.SearchSpec;
import dev.descent.jobs.spec.TuneSpec;
import dev.descent.jobs.spec.TunedKey;
import dev.descent.math.SplitMix;
import dev.descent.math.Unsigned;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The combinations of values, numbered from 0: the digits of a number, the first key being the most
 * significant one, say which value of each key it has. Ranges have no such digits.
 */
final class Grid {
  private final TuneSpec tune;
  private final List<TunedKey.Listed> lists;
  private final long size;

  /**
   * Of all combinations.
   *
   * @throws JobFileException if there are too many to number them
   */
  Grid(TuneSpec tune) {
    this.tune = tune;
    this.lists =
        tune.over().stream()
            .filter(TunedKey.Listed.class::isInstance)
            .map(TunedKey.Listed.class::cast)
            .toList();
    BigInteger product =
        lists.stream()
            .map(key -> BigInteger.valueOf(key.values().size()))
            .reduce(BigInteger.ONE, BigInteger::multiply);
    if (product.bitLength() >= Long.SIZE) {
      throw new JobFileException(
          "tune.over must have fewer than 2^63 combinations, but had " + product + "; list fewer");
    }
    this.size = product.longValueExact();
  }

  /**
   * Those that the job tries, in the order of their numbers; with a range, in that in which they
   * are drawn.
   *
   * @throws JobFileException if they are more than can be tried, or fewer than are to be drawn
   */
  List<List<Setting>> chosen(long seed) {
    if (tune.search() instanceof SearchSpec.Random random) {
      SplitMix generator = SplitMix.forPurpose(seed, "tune", 0);
      return tune.hasRange()
          ? IntStream.range(0, random.count()).mapToObj(i -> drawn(generator)).toList()
          : drawn(random.count(), generator);
    }
    if (size > TuneSpec.MOST) {
      throw new JobFileException(
          "tune.over must have at most "
              + TuneSpec.MOST
              + " combinations, but had "
              + size
              + "; list fewer, or use tune.search { random = 50 }");
    }
    return LongStream.range(0, size).mapToObj(this::at).toList();
  }

  /** Distinct ones, each with the same chance: a number that was drawn before is drawn again. */
  private List<List<Setting>> drawn(int count, SplitMix random) {
    if (count > size) {
      throw new JobFileException(
          "tune.search.random must be at most the combinations of tune.over, which are "
              + size
              + ", but was "
              + count
              + "; draw fewer, or use tune.search = grid");
    }
    TreeSet<Long> numbers = new TreeSet<>();
    while (numbers.size() < count) {
      numbers.add(Unsigned.multiplyHigh(random.nextLong(), size));
    }
    return numbers.stream().map(this::at).toList();
  }

  /** A value of every key by itself. */
  private List<Setting> drawn(SplitMix random) {
    List<Setting> settings = new ArrayList<>();
    for (TunedKey key : tune.over()) {
      long bits = random.nextLong();
      String value = "";
      if (key instanceof TunedKey.Range range) {
        value = range.at((bits >>> 11) * 0x1p-53);
      } else if (key instanceof TunedKey.Listed list) {
        value = list.values().get((int) Unsigned.multiplyHigh(bits, list.values().size()));
      }
      settings.add(new Setting(key.key(), value));
    }
    return settings;
  }

  private List<Setting> at(long number) {
    List<Setting> settings = new ArrayList<>();
    List<TunedKey.Listed> fromTheLast = new ArrayList<>(lists);
    Collections.reverse(fromTheLast);
    long rest = number;
    for (TunedKey.Listed key : fromTheLast) {
      int values = key.values().size();
      settings.add(new Setting(key.key(), key.values().get((int) (rest % values))));
      rest /= values;
    }
    Collections.reverse(settings);
    return settings;
  }
}
