package dev.descent.jobs;

import static org.apache.spark.sql.functions.col;

import dev.descent.jobs.Entrant.DataSide;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.TuneSpec;
import dev.descent.spark.data.Folds;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.TableStatistics;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.source.DataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * The rows that candidates are trained on: the table of the last data side, read once where it is
 * needed more than once, and the last fold of it, prepared once.
 */
final class TuneRows implements AutoCloseable {
  private final JobRun run;
  private final TuneSpec tune;
  private final long seed;
  private long recorded;
  private @Nullable DataSide side;
  private @Nullable Table table;
  private @Nullable Dataset<Row> kept;
  private int fold;
  private @Nullable FoldTraining training;

  /**
   * Of a job that is tuned.
   *
   * @param spec whose seed divides the training rows into folds, the same for every candidate
   */
  TuneRows(JobRun run, JobSpec spec) {
    this.run = run;
    this.tune = spec.tune().orElseThrow();
    this.seed = spec.seed();
  }

  /**
   * A fold, from 0, of the rows of {@code entrant} and all others with its data side.
   *
   * @throws DataException if no row is there to measure with
   */
  FoldTraining of(Entrant entrant, int number) {
    DataSide wanted = entrant.dataSide();
    if (!wanted.equals(side)) {
      close();
      table = run.timed("open", () -> open(entrant.spec()));
      side = wanted;
    }
    if (training == null || fold != number) {
      closeFold();
      training = prepare(entrant.spec(), number);
      fold = number;
    }
    return training;
  }

  private Table open(JobSpec spec) {
    Table whole = new JobTables(spec, run.spark()).train();
    boolean again = tune.hasFolds() || tune.metric().evaluated().isPresent();
    boolean vector = spec.features().vector().isPresent();
    if (!again || vector || !whole.rows().storageLevel().equals(StorageLevel.NONE())) {
      return unsliced(whole, whole.rows());
    }
    kept = whole.rows().persist(StorageLevel.MEMORY_AND_DISK());
    return unsliced(whole, kept.select(col("*")));
  }

  private static Table unsliced(Table whole, Dataset<Row> rows) {
    return new Table(
        whole.where(), rows, whole.columns().withSlices(List.of()), whole.split(), whole.skip());
  }

  private FoldTraining prepare(JobSpec spec, int number) {
    Table whole = Optional.ofNullable(table).orElseThrow();
    Table rows = tune.hasFolds() ? new Folds(tune.folds(), seed).of(whole, number) : whole;
    TrainingData data =
        run.timed("prepare", () -> TrainingData.prepare(rows, new TileRecipe(spec).settings()));
    if (data.validation().isEmpty()) {
      data.close();
      throw new DataException(nothingToMeasure(number));
    }
    record(data.statistics());
    return new FoldTraining(run, tune.metric(), number, rows, data, spec.training().depth());
  }

  private String nothingToMeasure(int number) {
    return tune.hasFolds()
        ? String.format(
            Locale.ROOT,
            "tune.folds = %d: fold %d of the training rows is empty; use fewer folds",
            tune.folds(),
            number + 1)
        : "tune: data.split gives no validation row to measure candidates on; give tune.folds";
  }

  /** Of candidates with shares of the training rows the one with the most tells of all. */
  private void record(TableStatistics statistics) {
    Map<String, Object> rows = new LinkedHashMap<>();
    long train = statistics.rows(Side.TRAIN);
    long validation = statistics.rows(Side.VALIDATION);
    if (train + validation <= recorded) {
      return;
    }
    recorded = train + validation;
    rows.put("train", tune.hasFolds() ? train + validation : train);
    if (!tune.hasFolds()) {
      rows.put("validation", validation);
    }
    run.put("rows", rows);
    run.putProvenance(
        "dataFingerprint", String.format(Locale.ROOT, "%016x", statistics.fingerprint()));
  }

  private void closeFold() {
    if (training != null) {
      training.close();
      training = null;
    }
  }

  @Override
  public void close() {
    closeFold();
    if (kept != null) {
      kept.unpersist();
      kept = null;
    }
    side = null;
  }
}
