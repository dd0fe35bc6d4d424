/**
 * Penalties on parameters: value and gradient of the ridge part. They know factors, not layouts: a
 * factor of 0 leaves a parameter (an intercept) out.
 */
@NullMarked
package dev.descent.penalty;

import org.jspecify.annotations.NullMarked;
