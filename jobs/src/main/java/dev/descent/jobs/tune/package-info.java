/**
 * What tuning tries and how it ranks that, as pure functions: candidates from the values of a job
 * file, rungs of a successive halving, and the leaderboard of what was measured.
 *
 * <p>Candidates are numbered from 1 in the order of the grid, the first key of {@code tune.over}
 * changing slowest; of equals the one with the lower number is better. Nothing here knows Spark,
 * files, a clock or the command line.
 */
@NullMarked
package dev.descent.jobs.tune;

import org.jspecify.annotations.NullMarked;
