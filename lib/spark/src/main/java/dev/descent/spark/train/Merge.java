package dev.descent.spark.train;

import java.io.Serializable;
import org.apache.spark.api.java.function.Function2;

/** Adds the second of two sums to the first, which it returns; in any order with the same bits. */
interface Merge<T> extends Function2<T, T, T>, Serializable {
  @Override
  T call(T sum, T part);
}
