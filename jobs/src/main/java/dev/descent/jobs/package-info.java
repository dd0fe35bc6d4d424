/**
 * The application {@code descent}: one small class a command, which reads, wires, runs and says how
 * it ended.
 *
 * <p>What a command computes lives in the libraries; here are only files, the terminal, the clock
 * and exit codes.
 */
@NullMarked
package dev.descent.jobs;

import org.jspecify.annotations.NullMarked;
