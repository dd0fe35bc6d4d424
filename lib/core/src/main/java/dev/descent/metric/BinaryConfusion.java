package dev.descent.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of the true and false positives and negatives at one threshold, and the ratios that
 * follow from them; x/0 is 0.
 *
 * @param tp weight of the positive rows with a score >= the threshold
 * @param fp weight of the negative rows with a score >= the threshold
 * @param tn weight of the negative rows below it
 * @param fn weight of the positive rows below it
 */
public record BinaryConfusion(double tp, double fp, double tn, double fn) {

  /** Requires finite weights >= 0. */
  public BinaryConfusion {
    WeightSums.required(tp);
    WeightSums.required(fp);
    WeightSums.required(tn);
    WeightSums.required(fn);
  }

  /** tp + fn. */
  public double positives() {
    return tp + fn;
  }

  /** fp + tn. */
  public double negatives() {
    return fp + tn;
  }

  /** The weight of all rows. */
  public double rows() {
    return positives() + negatives();
  }

  /** (tp + tn) / rows. */
  public double accuracy() {
    return ratio(tp + tn, rows());
  }

  /** tp / (tp + fp). */
  public double precision() {
    return ratio(tp, tp + fp);
  }

  /** tp / (tp + fn). */
  public double recall() {
    return ratio(tp, positives());
  }

  /** fp / (fp + tn), the rate of false positives. */
  public double fallOut() {
    return ratio(fp, negatives());
  }

  /** tn / (fp + tn), the recall of the negative class. */
  public double specificity() {
    return ratio(tn, negatives());
  }

  /** 2 tp / (2 tp + fp + fn), the harmonic mean of precision and recall. */
  public double f1() {
    return ratio(2 * tp, 2 * tp + fp + fn);
  }

  /**
   * (1 + beta^2) tp / ((1 + beta^2) tp + beta^2 fn + fp): the harmonic mean in which recall counts
   * beta times as much as precision.
   *
   * <p>Source: van Rijsbergen, Information Retrieval, 1979, chapter 7.
   *
   * @throws IllegalArgumentException unless {@code beta} is finite and > 0
   */
  public double fBeta(double beta) {
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("beta must be finite and > 0, but was " + beta);
    }
    // Shares of the two errors that stay in [0, 1] where beta^2 leaves the range of a double.
    double square = beta * beta;
    return ratio(tp, tp + fn / (1 + 1 / square) + fp / (1 + square));
  }

  /** The mean of the recalls of both classes. */
  public double balancedAccuracy() {
    return (recall() + specificity()) / 2;
  }

  /**
   * Youden's index, recall - fallOut, multiplied out: (tp tn - fp fn) / (positives negatives).
   *
   * <p>Source: Youden, Cancer 3, 1950.
   */
  public double youden() {
    return ratio(determinant(), positives() * negatives());
  }

  /**
   * Matthews' correlation: (tp tn - fp fn) / sqrt((tp + fp) (tp + fn) (tn + fp) (tn + fn)).
   *
   * <p>Source: Matthews, Biochimica et Biophysica Acta 405, 1975.
   */
  public double mcc() {
    return ratio(
        determinant(), Math.sqrt((tp + fp) * (tn + fn)) * Math.sqrt(positives() * negatives()));
  }

  /**
   * Cohen's kappa, (observed - expected agreement) / (1 - expected agreement), multiplied out.
   *
   * <p>Source: Cohen, Educational and Psychological Measurement 20, 1960.
   */
  public double kappa() {
    return ratio(2 * determinant(), kappaScale());
  }

  /** The names of the ratios above that are x/0 here; of {@link #fBeta} what is said of f1. */
  public List<String> undefined() {
    List<String> names = new ArrayList<>();
    boolean noPositive = positives() == 0;
    boolean noNegative = negatives() == 0;
    nameIf(names, "accuracy", rows() == 0);
    nameIf(names, "precision", tp + fp == 0);
    nameIf(names, "recall", noPositive);
    nameIf(names, "f1", tp + fp + fn == 0);
    nameIf(names, "balancedAccuracy", noPositive || noNegative);
    boolean oneSided = tp + fp == 0 || tn + fn == 0;
    nameIf(names, "mcc", oneSided || noPositive || noNegative);
    nameIf(names, "kappa", kappaScale() == 0);
    nameIf(names, "specificity", noNegative);
    nameIf(names, "fallOut", noNegative);
    nameIf(names, "youden", noPositive || noNegative);
    return List.copyOf(names);
  }

  /** tp, fp, tn, fn; whole weights as Long. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("tp", Figures.number(tp));
    map.put("fp", Figures.number(fp));
    map.put("tn", Figures.number(tn));
    map.put("fn", Figures.number(fn));
    return map;
  }

  static void nameIf(List<String> names, String name, boolean undefined) {
    if (undefined) {
      names.add(name);
    }
  }

  static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private double kappaScale() {
    return (tp + fp) * negatives() + positives() * (fn + tn);
  }

  /** tp tn - fp fn within two units in the last place, also where the products nearly cancel. */
  private double determinant() {
    double product = fp * fn;
    return Math.fma(tp, tn, -product) - Math.fma(fp, fn, -product);
  }
}
