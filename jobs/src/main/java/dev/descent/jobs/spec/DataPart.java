package dev.descent.jobs.spec;

/** A side of the job's own data. */
public enum DataPart implements UsedData {
  TRAIN,
  VALIDATION,
  TEST
}
