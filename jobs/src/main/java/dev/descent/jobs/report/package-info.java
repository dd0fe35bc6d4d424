/**
 * The report of a run: one HTML file that needs nothing else, made from the files of a run folder.
 *
 * <p>What is said and which numbers are drawn is decided here and written into the page as JSON;
 * report.js lays it out and draws it by Chart.js. Every text of the page is set as text, so names
 * of columns and classes are never markup. Knows run folders; neither Spark, job files nor the
 * command line.
 */
@NullMarked
package dev.descent.jobs.report;

import org.jspecify.annotations.NullMarked;
