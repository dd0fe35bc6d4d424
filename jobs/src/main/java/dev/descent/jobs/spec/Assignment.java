package dev.descent.jobs.spec;

import com.typesafe.config.Config;

/** One override of the command line: its text, what it says, and the keys it sets. */
record Assignment(String text, Config config, KeyScan keys) {
  private static final String PREFIX = "command line: ";

  /** Where an error of this override is: what stands in the parentheses of its message. */
  String place() {
    return place(text);
  }

  /** The same of a text; only its key where a secret may stand in the value. */
  static String place(String text) {
    return PREFIX + (Secrets.areNamed(text) ? text.split("[={]", 2)[0].strip() + " = ..." : text);
  }

  /** Whether this sets the path, or something above it that is not an object. */
  boolean sets(String path) {
    return keys.leaves().containsKey(path)
        || Keys.ancestors(path).anyMatch(keys.leaves()::containsKey);
  }

  /** Whether this sets the path, or anything above or below it. */
  boolean touches(String path) {
    return sets(path) || keys.sections().containsKey(path);
  }
}
