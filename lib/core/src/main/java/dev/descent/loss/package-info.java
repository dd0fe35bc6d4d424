/**
 * Losses of scores: value and derivative together, for a whole tile at once.
 *
 * <p>A loss knows scores, labels and weights, never features or parameters.
 */
@NullMarked
package dev.descent.loss;

import org.jspecify.annotations.NullMarked;
