package dev.descent.spark.evaluate;

import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.RowScan;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.rdd.Partitions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;

/** Turns the rows of one task into chunks of scored rows, each of one side. */
final class Scoring implements Iterator<ScoredRows> {
  /** Large enough that sorting a chunk is worth it, small beside the memory of a task. */
  static final int CHUNK_ROWS = 16_384;

  /** Of several classes a chunk has fewer rows, so that it is not larger. */
  private static final int CHUNK_SCORES = 16 * CHUNK_ROWS;

  private final RowScan scan;
  private final RowScorer scorer;
  private final double[] scores;
  private final Kept kept;
  private final int chunkRows;
  private final Slices.Writer slices;
  private final Map<Side, Buffer> buffers = new EnumMap<>(Side.class);
  private boolean done;

  /** What is kept of a row beside label and scores: weight, hash, and the columns of slices. */
  private record Kept(boolean weight, boolean hash, ArrayList<String> slices)
      implements Serializable {}

  private Scoring(RowScan scan, Subject subject, Kept kept) {
    this.scan = scan;
    this.scorer = subject.scorer(scan);
    this.scores = new double[subject.outputs()];
    this.kept = kept;
    this.chunkRows = Math.max(1, Math.min(CHUNK_ROWS, CHUNK_SCORES / scores.length));
    this.slices = Slices.Writer.of(kept.slices, chunkRows);
  }

  /** The scored rows of {@code table}, which has the columns of {@code subject}. */
  static JavaRDD<ScoredRows> of(Table table, Subject subject, Evaluation.Settings settings) {
    RowReader reader = subject.reader(table, settings.labels());
    Kept kept =
        new Kept(
            table.columns().weight().isPresent(),
            settings.metrics().bootstrap().isPresent(),
            new ArrayList<>(table.columns().slices()));
    String advice = subject.advice();
    return Partitions.map(
        table.internalRows(), rows -> new Scoring(reader.scan(rows, advice), subject, kept));
  }

  @Override
  public boolean hasNext() {
    return !done;
  }

  /** A full chunk, or after the last row what is left of a side, or at last the bad rows. */
  @Override
  public ScoredRows next() {
    if (done) {
      throw new NoSuchElementException("all rows are scored");
    }
    while (scan.next()) {
      if (!scorer.score(scan, scores)) {
        continue;
      }
      Buffer buffer = buffers.get(scan.side());
      if (buffer == null) {
        buffer = new Buffer();
        buffers.put(scan.side(), buffer);
      }
      buffer.add();
      if (buffer.rows == chunkRows) {
        return buffer.flush(scan.side());
      }
    }
    for (Map.Entry<Side, Buffer> entry : buffers.entrySet()) {
      if (entry.getValue().rows > 0) {
        return entry.getValue().flush(entry.getKey());
      }
    }
    done = true;
    return new ScoredRows(scan.bad());
  }

  /** The rows of one side until they fill a chunk. */
  private final class Buffer {
    private final double[] labels = new double[chunkRows];
    private final double[] rowScores = new double[chunkRows * scores.length];
    private final double[] weights = new double[kept.weight ? chunkRows : 0];
    private final long[] hashes = new long[kept.hash ? chunkRows : 0];
    private final Slices.Writer values = slices.another();
    private int rows;

    void add() {
      labels[rows] = scan.label();
      for (int k = 0; k < scores.length; k++) {
        rowScores[rows * scores.length + k] = scores[k];
      }
      if (weights.length > 0) {
        weights[rows] = scan.weight();
      }
      if (hashes.length > 0) {
        hashes[rows] = scan.hash();
      }
      for (int j = 0; j < values.columns(); j++) {
        values.set(j, rows, scan.slice(j));
      }
      rows++;
    }

    ScoredRows flush(Side side) {
      ScoredRows.Values known =
          new ScoredRows.Values(
              Arrays.copyOf(labels, rows),
              Arrays.copyOf(rowScores, rows * scores.length),
              Arrays.copyOf(weights, Math.min(rows, weights.length)));
      long[] ofRows = Arrays.copyOf(hashes, Math.min(rows, hashes.length));
      ScoredRows chunk = new ScoredRows(Part.of(side), known, ofRows, values.first(rows));
      rows = 0;
      return chunk;
    }
  }
}
