package dev.descent.jobs.run;

import java.util.Map;
import java.util.stream.Stream;

/** Where a training writes what comes of it while it runs. */
public interface TrainingFiles {

  /** Appends an epoch to history.jsonl. */
  void appendHistory(Map<String, Object> entry);

  /** Writes path.jsonl: for each strength of a path what came of it. */
  void writePath(Stream<String> lines);

  /** Nowhere. */
  static TrainingFiles none() {
    return new TrainingFiles() {
      @Override
      public void appendHistory(Map<String, Object> entry) {
        // Many trainings of one run have no history each.
      }

      @Override
      public void writePath(Stream<String> lines) {
        // Nor has each a path.
      }
    };
  }
}
