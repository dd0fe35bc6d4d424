package dev.descent.jobs.spec;

/** A value of a column as a job file can write it: text, a number, or a boolean. */
public sealed interface Scalar {

  /** The value as the text of a label. */
  String asLabel();

  /** Text, which may be empty. */
  record Text(String value) implements Scalar {
    @Override
    public String asLabel() {
      return value;
    }
  }

  /** A finite number. */
  record Numeric(double value) implements Scalar {
    public Numeric {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a scalar must be finite, but was " + value);
      }
    }

    @Override
    public String asLabel() {
      return Double.toString(value);
    }
  }

  /** A boolean. */
  record Truth(boolean value) implements Scalar {
    @Override
    public String asLabel() {
      return Boolean.toString(value);
    }
  }
}
