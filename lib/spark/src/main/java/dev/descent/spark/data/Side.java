package dev.descent.spark.data;

/** Which part of the data a row belongs to. */
public enum Side {
  TRAIN,
  VALIDATION,
  TEST
}
