package dev.descent.jobs.spec;

/**
 * The key {@code features.missing}.
 *
 * @param fill what takes the place of a missing number
 * @param indicator whether another feature tells where a number is missing; not with {@link
 *     Fill#FAIL}
 */
public record MissingSpec(Fill fill, boolean indicator) {
  public MissingSpec {
    if (fill == Fill.FAIL && indicator) {
      throw new IllegalArgumentException(
          "features.missing.indicator goes with features.missing.fill = mean, median or zero");
    }
  }
}
