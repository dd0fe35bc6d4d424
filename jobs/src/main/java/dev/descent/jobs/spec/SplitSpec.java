package dev.descent.jobs.spec;

/** How {@code data.train} is divided into train, validation and test rows. */
public sealed interface SplitSpec {

  /** Whether some rows are held out for testing. */
  boolean hasTest();

  /** Whether some rows are held out for validation. */
  boolean hasValidation();

  /**
   * Sides by a hash of the row; shares are expected, not exact.
   *
   * @param test share of the test rows, in [0, 1)
   * @param validation share of the validation rows, in [0, 1); test + validation is below 1
   * @param seed of the hash, apart from the seed of training
   */
  record ByHash(double test, double validation, long seed) implements SplitSpec {
    public ByHash {
      Bound.SHARE.require("split.test", test);
      Bound.SHARE.require("split.validation", validation);
      Bound.SHARE.require("split.test + split.validation", test + validation);
    }

    @Override
    public boolean hasTest() {
      return test > 0;
    }

    @Override
    public boolean hasValidation() {
      return validation > 0;
    }
  }

  /** Sides by a column whose values are train, validation and test. */
  record ByColumn(String column) implements SplitSpec {
    public ByColumn {
      Bound.requireText("split.by.column", column);
    }

    @Override
    public boolean hasTest() {
      return true;
    }

    @Override
    public boolean hasValidation() {
      return true;
    }
  }
}
