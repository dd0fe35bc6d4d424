package dev.descent.spark.data;

import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.spark.source.DataException;
import java.util.List;
import java.util.Optional;

/**
 * How columns become features, as far as it is settled before the table is read.
 *
 * @param divideBy constant that all numbers are divided by
 * @param polynomial that the divided numbers are expanded to
 * @param categories which columns are categories, and what holds for those
 * @param missing what becomes of missing values
 * @param hashing which columns are hashed, if any are
 */
public record FeatureRules(
    double divideBy,
    Polynomial polynomial,
    Categories categories,
    Missing missing,
    Optional<Hashing> hashing) {

  /** What an unknown category is. */
  public enum Unseen {
    /** 0 in all features of its column. */
    IGNORE,
    /** Bad data. */
    FAIL
  }

  /** Which categories have a feature. */
  public enum Levels {
    ALL,
    /** All but the first, which the intercept stands for. */
    ALL_BUT_THE_FIRST
  }

  /**
   * What holds for columns of categories.
   *
   * @param columns names or globs of columns that are categories whatever they hold; columns of
   *     text without a number in it are so by themselves
   * @param rareBelow categories of fewer training rows than this share one feature
   */
  public record Categories(List<String> columns, Unseen unseen, Levels levels, long rareBelow) {
    public Categories {
      columns = List.copyOf(columns);
    }

    /** Columns of text only, all of whose categories have a feature. */
    public static Categories byThemselves() {
      return new Categories(List.of(), Unseen.IGNORE, Levels.ALL, 0);
    }
  }

  /**
   * Which columns are hashed.
   *
   * @param columns names or globs
   * @param size how many features they share
   */
  public record Hashing(List<String> columns, int size) {
    public Hashing {
      columns = List.copyOf(columns);
    }
  }

  /** What takes the place of a missing number. */
  public enum Fill {
    /** Nothing: it is bad data. */
    FAIL,
    /** The weighted mean of the training rows that have one. */
    MEAN,
    /** Their weighted median. */
    MEDIAN,
    ZERO
  }

  /** Whether another feature tells where a number is missing. */
  public enum Indicator {
    NONE,
    /** For the columns with a missing value in a training row. */
    WHERE_MISSING
  }

  /**
   * What becomes of missing values; unless they fail, a missing category is one of its own, and so
   * is a missing value that is hashed.
   */
  public record Missing(Fill fill, Indicator indicator) {
    public Missing {
      if (fill == Fill.FAIL && indicator == Indicator.WHERE_MISSING) {
        throw new IllegalArgumentException("an indicator needs a fill beside it");
      }
    }

    /** They are bad data. */
    public static Missing fails() {
      return new Missing(Fill.FAIL, Indicator.NONE);
    }
  }

  /** Columns as they are. */
  public static FeatureRules none() {
    return of(1, Polynomial.none());
  }

  /** Columns divided and expanded. */
  public static FeatureRules of(double divideBy, Polynomial polynomial) {
    return new FeatureRules(
        divideBy, polynomial, Categories.byThemselves(), Missing.fails(), Optional.empty());
  }

  /** The same with other rules for categories. */
  public FeatureRules with(Categories others) {
    return new FeatureRules(divideBy, polynomial, others, missing, hashing);
  }

  /** The same with other rules for missing values. */
  public FeatureRules with(Missing others) {
    return new FeatureRules(divideBy, polynomial, categories, others, hashing);
  }

  /** The same with columns that are hashed. */
  public FeatureRules with(Hashing others) {
    return new FeatureRules(divideBy, polynomial, categories, missing, Optional.of(others));
  }

  /** Whether the columns have to be looked at before anything can be said about them. */
  boolean needCensus() {
    return !categories.columns().isEmpty() || missing.fill() != Fill.FAIL;
  }

  /**
   * What the columns are expanded to.
   *
   * @throws DataException if they cannot be
   */
  Expansion expansion(List<Column> columns) {
    try {
      return Expansion.of(columns, divideBy, polynomial);
    } catch (IllegalArgumentException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }
}
