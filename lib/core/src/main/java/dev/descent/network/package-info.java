/**
 * What turns a tile and parameters into scores, and pulls the gradient of the scores back to the
 * parameters.
 *
 * <p>Parameters are one flat vector; {@link dev.descent.network.Layout} names its blocks.
 */
@NullMarked
package dev.descent.network;

import org.jspecify.annotations.NullMarked;
