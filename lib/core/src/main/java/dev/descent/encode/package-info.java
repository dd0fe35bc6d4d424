/**
 * From a raw row to features: which columns, in which order, divided and standardized how. Fitted
 * on training rows, stored in the model, and the same code for training and for prediction.
 */
@NullMarked
package dev.descent.encode;

import org.jspecify.annotations.NullMarked;
