/**
 * Tables as they are: formats, folders, databases and the catalog, opened without the silent
 * changes of Spark's readers, and what of them cannot be used.
 *
 * <p>Knows files and rows, never what is made of them.
 */
@NullMarked
package dev.descent.spark.source;

import org.jspecify.annotations.NullMarked;
