/**
 * Rows as the kernels want them: tiles in hash order, targets, standardization, the index of class
 * labels.
 *
 * <p>A tile is immutable once built. Nothing here knows models, losses or where rows come from.
 */
@NullMarked
package dev.descent.data;

import org.jspecify.annotations.NullMarked;
