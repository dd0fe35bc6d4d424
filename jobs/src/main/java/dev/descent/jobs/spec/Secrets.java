package dev.descent.jobs.spec;

import java.util.regex.Pattern;

/** What may be a secret by its name, and so is never shown. */
final class Secrets {
  private static final String NAMES =
      "password|passwd|passphrase|pwd|secret|token|credential|access.?key|private.?key|account.?key";

  private static final Pattern NAME = Pattern.compile("(?i)" + NAMES);

  /** A URL with a password in its query, or after a user before its host. */
  private static final Pattern URL =
      Pattern.compile("(?i)(" + NAMES + ")[^=&;]*=|//[^/@]*:[^/@]*@|[:/][^/@:]+/[^/@:]+@");

  private Secrets() {}

  /** Whether an option of this name holds a secret. */
  static boolean areNamed(String option) {
    return NAME.matcher(option).find();
  }

  /** Whether a text, such as a URL, has a secret inside. */
  static boolean areIn(String text) {
    return URL.matcher(text).find();
  }
}
