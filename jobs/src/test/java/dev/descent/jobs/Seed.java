package dev.descent.jobs;

import java.util.Random;

/** Where the chances of a test come from. */
public final class Seed {
  private Seed() {}

  /** Chances of a seed that is printed; {@code -Ddescent.seed} gives it again. */
  public static Random of(String test) {
    long seed = Long.getLong("descent.seed", new Random().nextLong());
    System.out.println(test + ": -Ddescent.seed=" + seed);
    return new Random(seed);
  }
}
