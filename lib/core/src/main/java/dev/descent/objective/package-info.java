/**
 * What is minimized: mean weighted loss + strength * penalty(w).
 *
 * <p>Conventions. The squared loss is (f - y)^2 / 2 and the ridge penalty ||w||^2 / 2, so that
 * scikit-learn's Ridge(alpha) is strength alpha / n and its C is strength 1 / (n C). The intercept
 * is never penalized. With standardization the penalty applies to standardized coefficients unless
 * the job asks for the original scale. Losses, gradients and penalties that are reported together
 * belong to the same parameters. An empty mini-batch is an error.
 */
@NullMarked
package dev.descent.objective;

import org.jspecify.annotations.NullMarked;
