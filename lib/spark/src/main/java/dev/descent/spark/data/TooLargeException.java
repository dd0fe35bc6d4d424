package dev.descent.spark.data;

/** Something takes more memory than this JVM has, which is known before it is begun. */
public final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long bytes;
  private final long heap;

  /**
   * {@code what} takes so many bytes.
   *
   * @param heap bytes that there are
   */
  TooLargeException(String what, long bytes, long heap) {
    super(what);
    this.bytes = bytes;
    this.heap = heap;
  }

  /** About how many bytes it takes. */
  public long bytes() {
    return bytes;
  }

  /** How many there are. */
  public long heap() {
    return heap;
  }
}
