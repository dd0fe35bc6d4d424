/** Tests of {@code dev.descent.spark.data}. */
@NullMarked
package dev.descent.spark.data;

import org.jspecify.annotations.NullMarked;
