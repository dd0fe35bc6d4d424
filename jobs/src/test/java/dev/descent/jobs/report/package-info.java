/** Tests of the reports of runs. */
@NullMarked
package dev.descent.jobs.report;

import org.jspecify.annotations.NullMarked;
