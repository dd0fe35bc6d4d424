package dev.descent.jobs;

import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** What Spark's pages and listeners say of the jobs of this thread until it is closed. */
final class JobDescription implements AutoCloseable {
  private static final String KEY = "spark.job.description";

  private final SparkContext context;
  private final String name;
  private final @Nullable String before;

  /** Of the jobs of the job file {@code name}. */
  JobDescription(SparkContext context, String name) {
    this.context = context;
    this.name = name;
    this.before = context.getLocalProperty(KEY);
  }

  /** They now do {@code what}. */
  JobDescription says(String what) {
    context.setJobDescription(name + ": " + what);
    return this;
  }

  /** They are again what they were before. */
  @Override
  public void close() {
    context.setLocalProperty(KEY, before);
  }
}
