package dev.descent.jobs.spec;

/** Which combinations of the values of {@code tune.over} are tried. */
public sealed interface SearchSpec {

  /** All of them. */
  record Grid() implements SearchSpec {}

  /**
   * Some of them, drawn by the seed of the job.
   *
   * @param count how many, from 1 to {@value TuneSpec#MOST}
   */
  record Random(int count) implements SearchSpec {
    public Random {
      requireWithin("tune.search.random", count, 1, TuneSpec.MOST);
    }
  }

  /**
   * All of them for few epochs, and the best ones again for more.
   *
   * @param factor one in so many goes on, for so many times the epochs; from 2 to {@value
   *     #MOST_FACTOR}
   */
  record Halving(int factor) implements SearchSpec {
    static final int MOST_FACTOR = 10;

    public Halving {
      requireWithin("tune.search.halving", factor, 2, MOST_FACTOR);
    }
  }

  private static void requireWithin(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", but was " + value);
    }
  }
}
