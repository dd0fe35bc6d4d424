package dev.descent.math;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A 64-bit hash of a text.
 *
 * <p>Of the n bytes of its UTF-8 form: h = n; for every eight bytes in turn, as one little-endian
 * number x, h = {@link SplitMix#combine combine}(h, x); at last h = combine(h, y), where y = 256 y
 * + b over the 0 to 7 bytes b that are left, from y = 0.
 *
 * <p>Written out here because models depend on its bits: it must never change.
 */
public final class TextHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BYTE_MASK = 0xFF;

  private TextHash() {}

  /** The hash of {@code text}. */
  public static long of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of the text with this UTF-8 form. */
  public static long of(byte[] utf8) {
    long hash = utf8.length;
    int i = 0;
    for (; i + Long.BYTES <= utf8.length; i += Long.BYTES) {
      hash = SplitMix.combine(hash, (long) LONG.get(utf8, i));
    }
    long rest = 0;
    for (; i < utf8.length; i++) {
      rest = (rest << Byte.SIZE) | (utf8[i] & BYTE_MASK);
    }
    return SplitMix.combine(hash, rest);
  }
}
