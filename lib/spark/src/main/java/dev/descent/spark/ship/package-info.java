/**
 * How values get to the tasks: large ones once to each executor, and not at all where the tasks run
 * in the JVM of the driver.
 *
 * <p>Knows Spark alone, never what the values are.
 */
@NullMarked
package dev.descent.spark.ship;

import org.jspecify.annotations.NullMarked;
