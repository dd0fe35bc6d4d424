package dev.descent.jobs.spec;

/** The formats a table can be read from. */
public enum SourceFormat {
  CSV,
  JSON,
  PARQUET,
  ORC
}
