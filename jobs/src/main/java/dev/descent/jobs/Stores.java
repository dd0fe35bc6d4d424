package dev.descent.jobs;

import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.StoreSpec;
import dev.descent.jobs.store.Lease;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.Writers;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** The model store of a job. */
final class Stores {
  private Stores() {}

  static ModelStore open(JobSpec spec, Configuration hadoop) {
    StoreSpec store = spec.output().store();
    return ModelStore.open(store.path(), spec.name(), writers(store), hadoop);
  }

  /** Takes the lease of the store, which is then to be released and closed. */
  static Lease lease(JobSpec spec, Configuration hadoop) {
    StoreSpec store = spec.output().store();
    return Lease.of(store.path(), spec.name(), writers(store), hadoop);
  }

  private static Writers writers(StoreSpec store) {
    return store.singleWriter() ? Writers.ONE : Writers.ANY;
  }

  /** Hadoop's settings, those in Spark's included, for commands that need no session. */
  static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }
}
