package dev.descent.jobs;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;

/** The settings that a job file may have and that no command does yet. */
final class Unavailable {
  private Unavailable() {}

  /**
   * Refuses a job that has one.
   *
   * @throws JobFileException naming the setting
   */
  static void refuse(JobSpec spec) {
    boolean path = spec.model().penalty().strength().values().length > 1;
    refuse(path, "model.penalty.strengths");
  }

  private static void refuse(boolean unavailable, String setting) {
    if (unavailable) {
      throw new JobFileException(setting + " is not available in this version");
    }
  }
}
