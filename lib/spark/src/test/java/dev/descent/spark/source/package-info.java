/** Tests of {@code dev.descent.spark.source}. */
@NullMarked
package dev.descent.spark.source;

import org.jspecify.annotations.NullMarked;
