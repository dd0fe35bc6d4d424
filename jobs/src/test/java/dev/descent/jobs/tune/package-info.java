/** Candidates and rungs, by what a job file asks for. */
@NullMarked
package dev.descent.jobs.tune;

import org.jspecify.annotations.NullMarked;
