/** Rows, tiles and data sets that the tests of several packages share; no laws of its own. */
@NullMarked
package dev.descent.sample;

import org.jspecify.annotations.NullMarked;
