/** The policy of retraining, by tables of what may happen. */
@NullMarked
package dev.descent.jobs.retrain;

import org.jspecify.annotations.NullMarked;
