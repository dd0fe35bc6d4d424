/**
 * Optimizers as pure transitions from state and gradient to state and direction, and schedules of
 * the learning rate.
 *
 * <p>Nothing here draws random numbers, keeps state of its own, or knows where a gradient comes
 * from.
 */
@NullMarked
package dev.descent.optimize;

import org.jspecify.annotations.NullMarked;
