package dev.descent.sample;

import dev.descent.data.Precision;
import dev.descent.data.Standardizer;
import dev.descent.data.Tile;
import dev.descent.data.Tile.Features;
import dev.descent.math.Moments;
import dev.descent.math.SparsePanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows as a test writes them; {@code weights} may be empty for weight 1.
 *
 * @param features [n][d]
 */
public record Rows(double[][] features, double[] labels, double[] weights) {
  private static final double[] UNWEIGHTED = {};

  /** Rows of weight 1. */
  public static Rows of(double[][] features, double[] labels) {
    return new Rows(features, labels, UNWEIGHTED);
  }

  /** Labels that are a noisy linear function of d normal features. */
  public static Rows regression(long seed, int n, int d) {
    Random random = new Random(seed);
    double[][] features = normal(random, n, d);
    double[] labels = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = signal(features[i]) + random.nextGaussian();
    }
    return of(features, labels);
  }

  /** Labels 0 and 1 that overlap in d normal features. */
  public static Rows classification(long seed, int n, int d) {
    Rows rows = regression(seed, n, d);
    for (int i = 0; i < n; i++) {
      rows.labels[i] = rows.labels[i] > 0.5 ? 1 : 0;
    }
    return rows;
  }

  /** Rows from the cells of a file: some columns as features, and a label by the cells. */
  public static Rows parsed(List<String[]> cells, Label label, int... columns) {
    double[][] features =
        cells.stream()
            .map(row -> IntStream.of(columns).mapToDouble(j -> Double.parseDouble(row[j])))
            .map(row -> row.toArray())
            .toArray(double[][]::new);
    return of(features, cells.stream().mapToDouble(label::of).toArray());
  }

  /** What the cells of a row have for a label. */
  @FunctionalInterface
  public interface Label {
    double of(String[] cells);
  }

  /** How many. */
  public int count() {
    return labels.length;
  }

  /** The same rows with weights. */
  public Rows weighted(double... newWeights) {
    return new Rows(features, labels, newWeights);
  }

  /** The rows with these numbers, in this order, copies included. */
  public Rows select(int... numbers) {
    return new Rows(
        IntStream.of(numbers).mapToObj(i -> features[i]).toArray(double[][]::new),
        IntStream.of(numbers).mapToDouble(i -> labels[i]).toArray(),
        weights.length == 0
            ? weights
            : IntStream.of(numbers).mapToDouble(i -> weights[i]).toArray());
  }

  /** All of them in one tile. */
  public Tile tile(int index, Precision precision) {
    return tile(index, precision, features[0].length);
  }

  /** The same tile of the features that are not 0. */
  public Tile sparseTile(int index, Precision precision) {
    int n = count();
    int d = features[0].length;
    int[] starts = new int[n + 1];
    int[] places = new int[n * d];
    double[] values = new double[n * d];
    int entries = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        if (features[i][j] != 0) {
          places[entries] = j;
          values[entries++] = features[i][j];
        }
      }
      starts[i + 1] = entries;
    }
    SparsePanel.Entries at = new SparsePanel.Entries(starts, Arrays.copyOf(places, entries));
    float[] singles = new float[entries];
    for (int e = 0; e < entries; e++) {
      singles[e] = (float) values[e];
    }
    SparsePanel panel =
        precision == Precision.SINGLE
            ? SparsePanel.of(d, at, singles)
            : SparsePanel.of(d, at, Arrays.copyOf(values, entries));
    return Tile.of(index, Features.of(panel), labels, weights);
  }

  private Tile tile(int index, Precision precision, int d) {
    int n = count();
    double[] doubles = new double[n * d];
    float[] singles = new float[n * d];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        doubles[j * n + i] = features[i][j];
        singles[j * n + i] = (float) features[i][j];
      }
    }
    Features stored =
        precision == Precision.SINGLE ? Features.of(d, singles) : Features.of(d, doubles);
    return Tile.of(index, stored, labels, weights);
  }

  /** Tiles with these numbers of rows. */
  public List<Tile> tiles(Precision precision, int... rows) {
    List<Tile> tiles = new ArrayList<>();
    int from = 0;
    for (int count : rows) {
      tiles.add(
          select(IntStream.range(from, from + count).toArray())
              .tile(tiles.size(), precision, features[0].length));
      from += count;
    }
    return tiles;
  }

  /** Tiles of 1000 rows in double precision. */
  public List<Tile> tiles() {
    int[] rows = new int[(count() + 999) / 1000];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = Math.min(1000, count() - 1000 * t);
    }
    return tiles(Precision.DOUBLE, rows);
  }

  /** Means and population standard deviations of these rows. */
  public Standardizer standardizer() {
    Moments moments = new Moments(features[0].length);
    for (int i = 0; i < count(); i++) {
      moments.add(features[i], weights.length == 0 ? 1 : weights[i]);
    }
    return Standardizer.centred(moments);
  }

  /** The same rows with standardized features. */
  public Rows standardized(Standardizer standardizer) {
    double[][] standardized = new double[count()][];
    for (int i = 0; i < count(); i++) {
      standardized[i] = features[i].clone();
      standardizer.apply(standardized[i]);
    }
    return new Rows(standardized, labels, weights);
  }

  private static double signal(double[] row) {
    double sum = 0.5;
    for (int j = 0; j < row.length; j++) {
      sum += (j + 1) * row[j] / row.length;
    }
    return sum;
  }

  private static double[][] normal(Random random, int n, int d) {
    double[][] numbers = new double[n][d];
    for (double[] row : numbers) {
      for (int j = 0; j < d; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return numbers;
  }
}
