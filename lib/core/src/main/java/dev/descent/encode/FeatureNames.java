package dev.descent.encode;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Names of features that end with "hash[0]", "hash[1]", .., which are made when they are asked for.
 */
final class FeatureNames extends AbstractList<String> implements RandomAccess {
  private final List<String> listed;
  private final int hashed;

  /** These names and those of {@code hashed} features. */
  FeatureNames(List<String> listed, int hashed) {
    this.listed = listed;
    this.hashed = hashed;
  }

  @Override
  public String get(int j) {
    if (j < listed.size()) {
      return listed.get(j);
    }
    return name(Objects.checkIndex(j - listed.size(), hashed));
  }

  private static String name(int bucket) {
    return Hashed.PREFIX + "[" + bucket + "]";
  }

  /** Whether {@code name} is that of one of the hashed features. */
  boolean isHashed(String name) {
    int digits = Hashed.PREFIX.length() + 1;
    if (!name.startsWith(Hashed.PREFIX + "[") || !name.endsWith("]")) {
      return false;
    }
    String number = name.substring(digits, name.length() - 1);
    return number.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(number) < hashed;
  }

  @Override
  public int size() {
    return listed.size() + hashed;
  }
}
