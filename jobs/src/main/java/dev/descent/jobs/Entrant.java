package dev.descent.jobs;

import dev.descent.jobs.spec.DataSpec;
import dev.descent.jobs.spec.FeaturesSpec;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.PenaltySpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.jobs.spec.Strength;
import dev.descent.jobs.tune.Candidate;
import dev.descent.spark.data.TrainingData;
import java.util.List;

/**
 * A candidate that is to be trained.
 *
 * @param spec its job, perhaps with fewer epochs
 */
record Entrant(Candidate candidate, JobSpec spec) {

  /** What decides which tiles a job is trained on; of equals the tiles are the same. */
  record DataSide(DataSpec data, FeaturesSpec features, TrainingData.Settings settings) {}

  /** That of its job. */
  DataSide dataSide() {
    return new DataSide(spec.data(), spec.features(), new TileRecipe(spec).settings());
  }

  /** Whether the products of the features are all that it takes. */
  boolean isOnPath() {
    return spec.training().solver() instanceof SolverSpec.Exact
        && spec.model().penalty().strength() instanceof Strength.One one
        && one.value() > 0;
  }

  /** What is equal for those that differ in the strength of the penalty alone, on one data side. */
  Object pathKind() {
    PenaltySpec penalty = spec.model().penalty();
    double mixing = penalty instanceof PenaltySpec.ElasticNet net ? net.mixing() : 0;
    return List.of(spec.model().intercept(), penalty.getClass(), penalty.on(), mixing);
  }

  /** Of a penalty that has one. */
  double strength() {
    return spec.model().penalty().strength().values()[0];
  }
}
