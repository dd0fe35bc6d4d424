/** Tests of {@code dev.descent.spark.train}. */
@NullMarked
package dev.descent.spark.train;

import org.jspecify.annotations.NullMarked;
