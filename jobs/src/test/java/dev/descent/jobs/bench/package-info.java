/** Tests of the benchmark: what it reads, computes and says; never how long anything took. */
@NullMarked
package dev.descent.jobs.bench;

import org.jspecify.annotations.NullMarked;
