/** Laws of exact arithmetic, and what law suites of mergeable sums share. */
@NullMarked
package dev.descent.math;

import org.jspecify.annotations.NullMarked;
