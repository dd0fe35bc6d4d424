package dev.descent.metric;

/**
 * Areas under the ROC and the PR curve of binary scores; 0 where undefined.
 *
 * @param rocAuc trapezoid area of recall over fall-out, which is the Mann-Whitney probability that
 *     a positive row scores above a negative one, ties counting half
 * @param prAuc trapezoid area of precision over recall, from the point (recall 0, precision 1)
 * @param averagePrecision step sum of precision(k) (recall(k) - recall(k - 1))
 */
public record Areas(double rocAuc, double prAuc, double averagePrecision) {}
