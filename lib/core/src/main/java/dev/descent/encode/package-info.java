/**
 * From a raw row to features: which columns, numbers and categories, in which order, filled,
 * divided, expanded and standardized how, and always in this sequence. Fitted on training rows,
 * stored in the model, and the same code for training and for prediction.
 */
@NullMarked
package dev.descent.encode;

import org.jspecify.annotations.NullMarked;
