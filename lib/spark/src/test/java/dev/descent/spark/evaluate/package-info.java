/** Tests of {@code dev.descent.spark.evaluate}. */
@NullMarked
package dev.descent.spark.evaluate;

import org.jspecify.annotations.NullMarked;
