/**
 * Arithmetic whose bits do not depend on where or when it runs: exact sums, exact moments, tile
 * kernels and what brings their panels near, stable scalar functions, and hashes and seeds.
 *
 * <p>Nothing here knows rows, models or Spark.
 */
@NullMarked
package dev.descent.math;

import org.jspecify.annotations.NullMarked;
