package dev.descent.jobs.spec;

/**
 * The section {@code output.predictions}.
 *
 * @param format how the table is written
 * @param path where, a Hadoop path
 * @param mode what happens when the path exists
 */
public record PredictionsSpec(PredictionsFormat format, String path, WriteMode mode) {
  public PredictionsSpec {
    Bound.requireText("output.predictions.path", path);
  }
}
