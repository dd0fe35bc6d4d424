package dev.descent.jobs.report;

import java.util.List;
import java.util.stream.DoubleStream;

/** A part of an axis. */
record Range(double from, double to) {
  private static final double MARGIN = 0.05;
  private static final int DIGITS = 7;

  /** From the least to the largest of the values that are finite, and a little beyond. */
  static Range around(DoubleStream values) {
    Range all = of(values);
    double margin = MARGIN * all.length();
    return new Range(all.from - margin, all.to + margin);
  }

  /** From the least to the largest of the values that are finite; NaN without any. */
  static Range of(DoubleStream values) {
    double[] finite = values.filter(Double::isFinite).toArray();
    return new Range(
        DoubleStream.of(finite).min().orElse(Double.NaN),
        DoubleStream.of(finite).max().orElse(Double.NaN));
  }

  /** Whether it has a finite length. */
  boolean isLong() {
    return to > from && Double.isFinite(to - from);
  }

  /** The i-th of {@code count} places from end to end. */
  double at(int i, int count) {
    return from + (to - from) * i / (count - 1);
  }

  double length() {
    return to - from;
  }

  List<Double> toList() {
    return List.of(Show.rounded(from, DIGITS), Show.rounded(to, DIGITS));
  }
}
