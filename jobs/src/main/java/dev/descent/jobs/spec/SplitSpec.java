package dev.descent.jobs.spec;

import java.util.Optional;

/** How {@code data.train} is divided into train, validation and test rows. */
public sealed interface SplitSpec {

  /** The share of the test rows; 0 where a column says which they are. */
  default double testShare() {
    return 0;
  }

  /** The share of the validation rows; 0 where a column says which they are. */
  default double validationShare() {
    return 0;
  }

  /** Whether some rows are held out for testing. */
  default boolean hasTest() {
    return testShare() > 0;
  }

  /** Whether some rows are held out for validation. */
  default boolean hasValidation() {
    return validationShare() > 0;
  }

  /** The column that decides, which is then no feature; empty where the whole row does. */
  default Optional<String> column() {
    return Optional.empty();
  }

  /** Sides by a hash. */
  sealed interface Hashed extends SplitSpec {
    /** The shares of the hash. */
    ByHash shares();

    @Override
    default double testShare() {
      return shares().test();
    }

    @Override
    default double validationShare() {
      return shares().validation();
    }
  }

  /**
   * Sides by a hash of the row; shares are expected, not exact.
   *
   * @param test share of the test rows, in [0, 1)
   * @param validation share of the validation rows, in [0, 1); test + validation is below 1
   * @param seed of the hash, apart from the seed of training
   */
  record ByHash(double test, double validation, long seed) implements Hashed {
    public ByHash {
      requireShares(test, validation);
    }

    @Override
    public ByHash shares() {
      return this;
    }
  }

  /** Sides by a hash of the row, with these shares of each class. */
  record Stratified(ByHash shares) implements Hashed {
    public Stratified {
      requireSome("split.stratify", shares.test, shares.validation);
    }
  }

  /** Sides by a hash of the value of one column, so that rows of one group share a side. */
  record ByGroup(String group, ByHash shares) implements Hashed {
    public ByGroup {
      Bound.requireText("split.by.group", group);
      requireSome("split.by.group", shares.test, shares.validation);
    }

    @Override
    public Optional<String> column() {
      return Optional.of(group);
    }
  }

  /** The latest rows by one column are for testing, those before them for validation. */
  record ByTime(String time, double test, double validation) implements SplitSpec {
    public ByTime {
      Bound.requireText("split.by.time", time);
      requireShares(test, validation);
      requireSome("split.by.time", test, validation);
    }

    @Override
    public double testShare() {
      return test;
    }

    @Override
    public double validationShare() {
      return validation;
    }

    @Override
    public Optional<String> column() {
      return Optional.of(time);
    }
  }

  /** Sides by a column whose values are train, validation and test. */
  record ByColumn(String name) implements SplitSpec {
    public ByColumn {
      Bound.requireText("split.by.column", name);
    }

    @Override
    public boolean hasTest() {
      return true;
    }

    @Override
    public boolean hasValidation() {
      return true;
    }

    @Override
    public Optional<String> column() {
      return Optional.of(name);
    }
  }

  private static void requireShares(double test, double validation) {
    Bound.SHARE.require("split.test", test);
    Bound.SHARE.require("split.validation", validation);
    Bound.SHARE.require("split.test + split.validation", test + validation);
  }

  private static void requireSome(String key, double test, double validation) {
    if (!(test + validation > 0)) {
      throw new IllegalArgumentException(key + " needs split.test or split.validation > 0");
    }
  }
}
