package dev.descent.jobs.store;

import dev.descent.math.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a file of a version must be.
 *
 * @param bytes its size, from 0
 * @param sha256 of its content, in hexadecimal digits
 */
public record FileMark(long bytes, String sha256) {
  static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public FileMark {
    if (bytes < 0 || bytes > Integer.MAX_VALUE || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "a file has from 0 to 2^31 - 1 bytes and a SHA-256, but this one has "
              + bytes
              + " and "
              + sha256);
    }
  }

  /** As JSON. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bytes", bytes);
    json.put("sha256", sha256);
    return json;
  }

  static FileMark of(byte[] content) {
    return new FileMark(content.length, Digest.sha256(content));
  }
}
