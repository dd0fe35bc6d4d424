package dev.descent.data;

/**
 * How the numbers of a tile are stored: float32 or float64. Parameters and sums across tiles are
 * always float64.
 */
public enum Precision {
  SINGLE(Float.BYTES),
  DOUBLE(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
