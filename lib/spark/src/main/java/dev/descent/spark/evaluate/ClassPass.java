package dev.descent.spark.evaluate;

import dev.descent.metric.ScoreBins;
import java.io.Serializable;

/**
 * What a pass over the rows of a classification does with each.
 *
 * @param link makes its scores probabilities
 * @param bins of the histograms of the probabilities
 * @param threshold rows with a probability >= it are predicted positive, for two classes
 */
record ClassPass(Link link, ScoreBins bins, double threshold) implements Serializable {}
