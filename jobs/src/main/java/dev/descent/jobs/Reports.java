package dev.descent.jobs;

import dev.descent.jobs.report.Costs;
import dev.descent.jobs.report.RunReport;
import dev.descent.jobs.run.RunFiles;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.ThresholdSpec;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports of runs of a job. */
final class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  private Reports() {}

  /** Writes that of a run, which has ended, into its folder. */
  static void write(JobSpec spec, RunFiles files) {
    files.writeReport(page(spec, files));
  }

  /** What it is. */
  static String page(JobSpec spec, RunFiles files) {
    return RunReport.of(files, costs(spec));
  }

  /**
   * The same at the end of a run, which is what it is without a report: where none can be written,
   * a warning says so.
   */
  static void writeAtEnd(JobSpec spec, String path, Configuration hadoop) {
    if (!spec.output().report()) {
      return;
    }
    try (RunFiles files = RunFiles.open(path, hadoop)) {
      write(spec, files);
    } catch (RuntimeException e) {
      LOG.warn(
          "no report was written: {}; descent report JOB-FILE {} writes it", e.getMessage(), path);
      LOG.debug("where it failed", e);
    }
  }

  /** What errors cost by the job file, else the same. */
  static Costs costs(JobSpec spec) {
    return spec.evaluation()
        .threshold()
        .filter(ThresholdSpec.Cost.class::isInstance)
        .map(ThresholdSpec.Cost.class::cast)
        .map(cost -> new Costs(cost.falsePositive(), cost.falseNegative()))
        .orElse(Costs.EQUAL);
  }
}
