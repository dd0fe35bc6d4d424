/** Commands as a user runs them: arguments in, exit code, output and folders out. */
@NullMarked
package dev.descent.jobs;

import org.jspecify.annotations.NullMarked;
