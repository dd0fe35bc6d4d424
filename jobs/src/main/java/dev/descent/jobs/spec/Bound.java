package dev.descent.jobs.spec;

/** What a number of a job file must satisfy; every bound also asks for a finite number. */
enum Bound {
  ANY("of any size") {
    @Override
    boolean test(double x) {
      return true;
    }
  },
  NON_NEGATIVE(">= 0") {
    @Override
    boolean test(double x) {
      return x >= 0;
    }
  },
  POSITIVE("> 0") {
    @Override
    boolean test(double x) {
      return x > 0;
    }
  },
  SHARE("in [0, 1)") {
    @Override
    boolean test(double x) {
      return x >= 0 && x < 1;
    }
  },
  SHARE_ABOVE_0("in (0, 1]") {
    @Override
    boolean test(double x) {
      return x > 0 && x <= 1;
    }
  },
  OPEN_UNIT("in (0, 1)") {
    @Override
    boolean test(double x) {
      return x > 0 && x < 1;
    }
  },
  UNIT("in [0, 1]") {
    @Override
    boolean test(double x) {
      return x >= 0 && x <= 1;
    }
  },
  DIVISOR("other than 0") {
    @Override
    boolean test(double x) {
      return x != 0;
    }
  };

  private final String text;

  Bound(String text) {
    this.text = text;
  }

  abstract boolean test(double number);

  /** The bound as it ends the sentence "must be a number ...". */
  String text() {
    return text;
  }

  boolean holds(double number) {
    return Double.isFinite(number) && test(number);
  }

  /**
   * The number itself.
   *
   * @throws IllegalArgumentException when the bound does not hold
   */
  double require(String name, double number) {
    if (!holds(number)) {
      throw new IllegalArgumentException(
          name + " must be a finite number " + text + ", but was " + number);
    }
    return number;
  }

  /**
   * The count itself, which must be at least 1.
   *
   * @throws IllegalArgumentException when it is smaller
   */
  static int requireCount(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(name + " must be >= 1, but was " + count);
    }
    return count;
  }

  /**
   * The text itself, which must not be blank.
   *
   * @throws IllegalArgumentException when it is
   */
  static String requireText(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return text;
  }
}
