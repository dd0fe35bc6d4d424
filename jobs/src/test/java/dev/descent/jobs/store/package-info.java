/** The model store: its rules, what stops its writers, and how they race. */
@NullMarked
package dev.descent.jobs.store;

import org.jspecify.annotations.NullMarked;
