package dev.descent.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The moments of the rows of one task, as numbers and, of text, as dates; NaN where it is none. */
final class TimeValues implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] numbers;
  private final double[] dates;

  private TimeValues(double[] numbers, double[] dates) {
    this.numbers = numbers;
    this.dates = dates;
  }

  /** Collects them. */
  static final class Writer {
    private static final int START = 1024;

    private double[] numbers = new double[START];
    private double[] dates = new double[START];
    private int rows;

    void add(double number, double date) {
      if (rows == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.multiplyExact(2, rows));
        dates = Arrays.copyOf(dates, numbers.length);
      }
      numbers[rows] = number;
      dates[rows] = date;
      rows++;
    }

    TimeValues values(boolean text) {
      return new TimeValues(Arrays.copyOf(numbers, rows), Arrays.copyOf(dates, text ? rows : 0));
    }
  }

  /** Those that are there, as dates or as numbers. */
  double[] of(boolean iso) {
    return there(iso).toArray();
  }

  private DoubleStream there(boolean iso) {
    return Arrays.stream(iso ? dates : numbers).filter(value -> !Double.isNaN(value));
  }

  /** Adds how many are numbers, and how many dates. */
  static long[] count(long[] counts, TimeValues moments) {
    return new long[] {
      counts[0] + moments.there(false).count(), counts[1] + moments.there(true).count()
    };
  }
}
