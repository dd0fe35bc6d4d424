package dev.descent.jobs.spec;

import java.util.Arrays;

/** The formats that Descent knows by itself. */
public enum SourceFormat {
  CSV,
  JSON,
  PARQUET,
  ORC,
  LIBSVM,
  JDBC;

  /** As a job file writes it. */
  public String word() {
    return Words.of(this);
  }

  static boolean isWord(String word) {
    return Arrays.stream(values()).anyMatch(format -> format.word().equals(word));
  }
}
