package dev.descent.spark.evaluate;

import dev.descent.metric.BinaryRows;
import dev.descent.spark.data.Side;
import dev.descent.spark.source.BadRows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some rows of one part with their labels, scores [rows x K] and weights, or else the bad rows of a
 * task. An empty {@code weights} means weight 1. Of a regression the score is what it predicts.
 */
final class ScoredRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] NONE = {};
  private static final long[] NO_HASHES = {};
  private static final Part NO_PART = Part.of(Side.TRAIN);

  private final Part part;
  private final double[] labels;
  private final double[] scores;
  private final double[] weights;
  private final BadRows bad;
  private final Slices slices;

  /** The hash of each row's content; empty where it is not asked. */
  private final long[] hashes;

  /** Good rows of {@code side}. */
  ScoredRows(Side side, double[] labels, double[] scores, double[] weights) {
    this(Part.of(side), new Values(labels, scores, weights), NO_HASHES, Slices.none());
  }

  /** What is known of the rows. */
  record Values(double[] labels, double[] scores, double[] weights) {}

  /** Good rows of a part, with their hashes and the values by which they are told apart. */
  ScoredRows(Part part, Values values, long[] hashes, Slices slices) {
    this.part = part;
    this.labels = values.labels;
    this.scores = values.scores;
    this.weights = values.weights;
    this.bad = new BadRows();
    this.slices = slices;
    this.hashes = hashes;
  }

  /** No good row. */
  ScoredRows(BadRows bad) {
    this.part = NO_PART;
    this.labels = NONE;
    this.scores = NONE;
    this.weights = NONE;
    this.bad = bad;
    this.slices = Slices.none();
    this.hashes = NO_HASHES;
  }

  Part part() {
    return part;
  }

  int rows() {
    return labels.length;
  }

  double label(int i) {
    return labels[i];
  }

  /** The score of a row that has one. */
  double score(int i) {
    return scores[i];
  }

  /** The scores [rows x K]; not to be changed. */
  double[] scores() {
    return scores;
  }

  /** These rows of two classes, whose scores {@code link} makes probabilities. */
  BinaryRows binary(Link link) {
    double[] probabilities = new double[rows()];
    int[] actual = new int[rows()];
    double[] one = new double[1];
    for (int i = 0; i < probabilities.length; i++) {
      link.write(this, i, one);
      probabilities[i] = one[0];
      actual[i] = link.actual(this, i);
    }
    return new BinaryRows(probabilities, actual, weights);
  }

  /** Copies the scores of row {@code i} to {@code into} [K]. */
  void copyScores(int i, double[] into) {
    System.arraycopy(scores, i * into.length, into, 0, into.length);
  }

  double weight(int i) {
    return weights.length == 0 ? 1 : weights[i];
  }

  BadRows bad() {
    return bad;
  }

  /** These rows, and once more those of each slice. */
  Iterator<ScoredRows> withSlices() {
    Map<Part, int[]> parts = slices.parts(part);
    return Stream.concat(
            Stream.of(this),
            parts.entrySet().stream().map(one -> picked(one.getKey(), one.getValue())))
        .iterator();
  }

  /** The rows at the places {@code rows}, as those of {@code other}. */
  ScoredRows picked(Part other, int[] rows) {
    int outputs = outputs();
    double[] pickedScores = new double[rows.length * outputs];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(scores, rows[i] * outputs, pickedScores, i * outputs, outputs);
    }
    Values values =
        new Values(
            Arrays.stream(rows).mapToDouble(i -> labels[i]).toArray(),
            pickedScores,
            weights.length == 0
                ? weights
                : Arrays.stream(rows).mapToDouble(i -> weights[i]).toArray());
    long[] pickedHashes =
        hashes.length == 0 ? hashes : Arrays.stream(rows).mapToLong(i -> hashes[i]).toArray();
    return new ScoredRows(other, values, pickedHashes, Slices.none());
  }

  /** The rows that {@code draws} takes at least once, each with its weight as often as that. */
  ScoredRows drawn(double[] draws) {
    int[] taken = IntStream.range(0, draws.length).filter(i -> draws[i] > 0).toArray();
    ScoredRows picked = picked(part, taken);
    double[] drawn = Arrays.stream(taken).mapToDouble(i -> draws[i] * weight(i)).toArray();
    return new ScoredRows(
        part, new Values(picked.labels, picked.scores, drawn), NO_HASHES, Slices.none());
  }

  /** All rows of {@code chunks}, which are of one part. */
  static ScoredRows joined(Part part, List<ScoredRows> chunks) {
    boolean weighted = chunks.stream().anyMatch(chunk -> chunk.weights.length > 0);
    Values values =
        new Values(
            chunks.stream().flatMapToDouble(c -> Arrays.stream(c.labels)).toArray(),
            chunks.stream().flatMapToDouble(c -> Arrays.stream(c.scores)).toArray(),
            weighted
                ? chunks.stream()
                    .flatMapToDouble(c -> IntStream.range(0, c.rows()).mapToDouble(c::weight))
                    .toArray()
                : NONE);
    long[] all = chunks.stream().flatMapToLong(c -> Arrays.stream(c.hashes)).toArray();
    return new ScoredRows(part, values, all, Slices.none());
  }

  long hash(int i) {
    return hashes[i];
  }

  /** An order of the rows by hash first; 0 for rows that are equal in all that counts here. */
  int compare(int i, int j) {
    int order = Long.compare(hashes[i], hashes[j]);
    order = order != 0 ? order : Double.compare(labels[i], labels[j]);
    order = order != 0 ? order : Double.compare(weight(i), weight(j));
    int outputs = outputs();
    for (int k = 0; k < outputs && order == 0; k++) {
      order = Double.compare(scores[i * outputs + k], scores[j * outputs + k]);
    }
    return order;
  }

  private int outputs() {
    return labels.length == 0 ? 1 : scores.length / labels.length;
  }
}
