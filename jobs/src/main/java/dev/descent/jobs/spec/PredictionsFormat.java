package dev.descent.jobs.spec;

/** The formats predictions can be written in. */
public enum PredictionsFormat {
  CSV,
  JSON,
  PARQUET,
  ORC
}
