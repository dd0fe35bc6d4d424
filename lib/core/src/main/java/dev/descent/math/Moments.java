package dev.descent.math;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Weighted mean and variance of every column, rounded once from exact sums, so that they depend
 * neither on the order of the rows nor on how large the mean is beside the deviation.
 *
 * <p>mean = sum(w x) / sum(w); variance = sum(w x^2) / sum(w) - mean^2, the population's, all in
 * exact arithmetic.
 */
public final class Moments implements ColumnMoments, Serializable {
  private static final long serialVersionUID = 1L;

  /** 192 bits below the largest square: enough for a mean 10^20 times the standard deviation. */
  private static final int WIDTH = 7;

  /** For columns that are mostly 0, which vary about as much as they are large: 128 bits below. */
  private static final int SPARSE_WIDTH = 5;

  /** One bin more for their squares, which have five digits: so that most fit where others are. */
  private static final int SPARSE_SQUARE_WIDTH = 6;

  /** What a sparse column takes in memory: digits of two sums and where they begin. */
  static final int SPARSE_BYTES =
      (SPARSE_WIDTH + SPARSE_SQUARE_WIDTH) * Long.BYTES + 2 * Integer.BYTES;

  private final int columns;
  private final boolean sparse;
  private final ExactSums weight;
  private final ExactSums first;
  private final ExactSums second;

  /** Moments of no rows with {@code columns} columns. */
  public Moments(int columns) {
    this(columns, WIDTH, WIDTH);
  }

  private Moments(int columns, int width, int squareWidth) {
    this.columns = columns;
    this.sparse = squareWidth != WIDTH;
    this.weight = new ExactSums(1, WIDTH);
    this.first = new ExactSums(columns, width);
    this.second = new ExactSums(columns, squareWidth);
  }

  /**
   * The same in less memory, for many columns that are mostly 0. Where a column varies more than it
   * is away from 0, its mean and deviation are taken from the rounded sums, which loses some last
   * bits and no more.
   */
  public static Moments ofSparse(int columns) {
    return new Moments(columns, SPARSE_WIDTH, SPARSE_SQUARE_WIDTH);
  }

  /** Adds a row of finite values with a finite weight >= 0. */
  public void add(double[] row, double rowWeight) {
    weight.add(0, rowWeight);
    first.addWeighted(rowWeight, row);
    second.addWeightedSquares(rowWeight, row);
  }

  /** Counts a row with that weight, whose values that are not 0 {@link #addCounted} adds. */
  void count(double rowWeight) {
    weight.add(0, rowWeight);
    first.count(1);
    second.count(ExactSums.summandsOfSquare(rowWeight));
  }

  /** Adds a value of a counted row. */
  void addCounted(int j, double value, double rowWeight) {
    first.addCounted(j, rowWeight, value);
    second.addCountedSquare(j, rowWeight, value);
  }

  /** Reads the values of some rows in one column. */
  @FunctionalInterface
  public interface ColumnReader {
    /** The values of column {@code j}, as many as there are rows or more; read only. */
    double[] read(int j);
  }

  /**
   * Adds rows of finite values column by column, with the bits that {@link #add} gives row by row.
   *
   * @param weights of the rows, finite and >= 0, or more
   * @param rows how many there are
   */
  public void addColumns(double[] weights, int rows, ColumnReader columnReader) {
    if (rows == 0) {
      return;
    }
    if (areOnes(weights, rows)) {
      weight.addAll(0, weights, 0, rows);
      addColumns(rows, columnReader);
      return;
    }
    for (int i = 0; i < rows; i++) {
      count(weights[i]);
    }
    for (int j = 0; j < columns; j++) {
      double[] values = columnReader.read(j);
      for (int i = 0; i < rows; i++) {
        addCounted(j, values[i], weights[i]);
      }
    }
  }

  private static boolean areOnes(double[] weights, int rows) {
    for (int i = 0; i < rows; i++) {
      if (weights[i] != 1) {
        return false;
      }
    }
    return true;
  }

  /** Adds rows whose weights are 1 and added already. */
  private void addColumns(int rows, ColumnReader columnReader) {
    first.count(rows);
    second.count(rows);
    double[] squares = new double[Math.min(rows, ExactSums.SQUARES)];
    for (int j = 0; j < columns; j++) {
      double[] values = columnReader.read(j);
      first.addColumn(j, values, rows);
      second.addColumnOfSquares(j, values, rows, squares);
    }
  }

  /** Adds the rows of {@code that}; returns this. */
  public Moments merge(Moments that) {
    weight.merge(that.weight);
    first.merge(that.first);
    second.merge(that.second);
    return this;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The sum of the weights. */
  public double totalWeight() {
    return weight.value(0);
  }

  @Override
  public double[] means() {
    return IntStream.range(0, columns).mapToDouble(this::mean).toArray();
  }

  @Override
  public double[] standardDeviations() {
    return IntStream.range(0, columns).mapToDouble(this::standardDeviation).toArray();
  }

  /** The weighted mean of column {@code j}; 0 without any weight. */
  public double mean(int j) {
    if (isSpread(j)) {
      return first.value(j) / weight.value(0);
    }
    Scaled total = weight.scaled(0);
    return total.integer().signum() == 0 ? 0 : first.scaled(j).over(total);
  }

  /**
   * The weighted population standard deviation of column {@code j}; exactly 0 for a constant
   * column.
   */
  public double standardDeviation(int j) {
    if (isSpread(j)) {
      double mean = mean(j);
      return Math.sqrt(second.value(j) / weight.value(0) - mean * mean);
    }
    Scaled total = weight.scaled(0);
    if (total.integer().signum() == 0) {
      return 0;
    }
    Scaled sum = first.scaled(j);
    Scaled variance = second.scaled(j).times(total).minus(sum.times(sum));
    return variance.integer().signum() <= 0 ? 0 : variance.rootOver(total);
  }

  /**
   * Whether nothing is lost by rounding sums of a sparse column: its mean is below its deviation.
   */
  private boolean isSpread(int j) {
    double total = weight.value(0);
    double mean = first.value(j) / total;
    double square = second.value(j);
    return sparse && total > 0 && square <= Double.MAX_VALUE && mean * mean <= square / total / 2;
  }
}
