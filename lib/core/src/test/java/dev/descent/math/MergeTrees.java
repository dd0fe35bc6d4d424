package dev.descent.math;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;

/** The ways in which a cluster may group a sum: random partitions, merged in random pairs. */
public final class MergeTrees {
  private MergeTrees() {}

  /** The rows shuffled and dealt to 1 to 9 partitions, of which some may be empty. */
  public static <T> List<List<T>> partitions(List<T> rows, Random random) {
    List<T> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    List<List<T>> partitions = new ArrayList<>();
    int count = 1 + random.nextInt(9);
    for (int p = 0; p < count; p++) {
      partitions.add(new ArrayList<>());
    }
    shuffled.forEach(row -> partitions.get(random.nextInt(count)).add(row));
    return partitions;
  }

  /** Merges random pairs until one is left. */
  public static <A> A merged(List<A> partials, BinaryOperator<A> merge, Random random) {
    List<A> open = new ArrayList<>(partials);
    while (open.size() > 1) {
      A left = open.remove(random.nextInt(open.size()));
      A right = open.remove(random.nextInt(open.size()));
      open.add(merge.apply(left, right));
    }
    return open.get(0);
  }
}
