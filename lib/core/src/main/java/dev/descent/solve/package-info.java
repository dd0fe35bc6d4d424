/**
 * The loop: an iterator of training states, the plan of mini-batches, and the rules that stop it.
 *
 * <p>A state is a value: training may go on from any of them and gives the same bits. There is no
 * clock here.
 */
@NullMarked
package dev.descent.solve;

import org.jspecify.annotations.NullMarked;
