package dev.descent.jobs;

import dev.descent.jobs.run.Json;
import dev.descent.jobs.run.TrainingFiles;
import dev.descent.solve.Progress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes epochs to the history of a training and shows them, each with its speed. */
final class EpochLog {
  private static final double NANOS = 1e9;

  private final TrainingFiles files;
  private final LiveProgress live;
  private final long rows;
  private double[] speeds = new double[0];
  private long before = System.nanoTime();

  /** Of epochs over {@code rows} rows, the first of which begins now. */
  EpochLog(TrainingFiles files, LiveProgress live, long rows) {
    this.files = files;
    this.live = live;
    this.rows = rows;
  }

  /** An epoch has ended and the next one begins; the start of a training is none. */
  void add(Progress progress) {
    double rowsPerSecond = rows / ((System.nanoTime() - before) / NANOS);
    if (progress.epoch() > 0) {
      write(progress, rowsPerSecond);
      live.epoch(progress, rowsPerSecond);
    }
    before = System.nanoTime();
  }

  private void write(Progress progress, double rowsPerSecond) {
    files.appendHistory(entry(progress, rowsPerSecond));
    speeds = Arrays.copyOf(speeds, speeds.length + 1);
    speeds[speeds.length - 1] = rowsPerSecond;
  }

  /** Writes epochs that a run has done before it was stopped. */
  void repeat(List<Progress> history, double[] rowsPerSecond) {
    int epochs = 0;
    for (Progress progress : history) {
      if (progress.epoch() > 0) {
        write(progress, rowsPerSecond[epochs++]);
      }
    }
  }

  /** The speed of each epoch done, in an array that does not change. */
  double[] rowsPerSecond() {
    return speeds;
  }

  private static Map<String, Object> entry(Progress progress, double rowsPerSecond) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("step", progress.step());
    entry.put("epoch", progress.epoch());
    entry.put("objective", Json.number(progress.objective()));
    entry.put("loss", Json.number(progress.loss()));
    entry.put("penalty", Json.number(progress.penalty()));
    entry.put("gradientNorm", Json.number(progress.gradientNorm()));
    entry.put("rate", progress.rate());
    if (!Double.isNaN(progress.validationLoss())) {
      entry.put("validationLoss", Json.number(progress.validationLoss()));
    }
    entry.put("rowsPerSecond", Math.rint(rowsPerSecond));
    return entry;
  }
}
