/** Run folders: what they hold, and what a disk does to them. */
@NullMarked
package dev.descent.jobs.run;

import org.jspecify.annotations.NullMarked;
