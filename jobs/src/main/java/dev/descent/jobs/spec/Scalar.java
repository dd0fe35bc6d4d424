package dev.descent.jobs.spec;

/** A value of a column as a job file can write it: text, a number, or a boolean. */
public sealed interface Scalar {

  /** Text, which may be empty. */
  record Text(String value) implements Scalar {}

  /** A finite number. */
  record Numeric(double value) implements Scalar {
    public Numeric {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a scalar must be finite, but was " + value);
      }
    }
  }

  /** A boolean. */
  record Truth(boolean value) implements Scalar {}
}
