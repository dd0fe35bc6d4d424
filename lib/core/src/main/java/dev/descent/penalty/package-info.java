/**
 * Penalties on parameters: value, gradient of the ridge part and prox of the lasso part. They know
 * factors, not layouts: a factor of 0 leaves a parameter (an intercept) out.
 */
@NullMarked
package dev.descent.penalty;

import org.jspecify.annotations.NullMarked;
