/** Tests of {@code dev.descent.spark.predict}. */
@NullMarked
package dev.descent.spark.predict;

import org.jspecify.annotations.NullMarked;
