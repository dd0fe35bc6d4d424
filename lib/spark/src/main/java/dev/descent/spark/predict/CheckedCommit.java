package dev.descent.spark.predict;

import dev.descent.spark.ship.SameJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;

/**
 * Files that become visible, and take the place of the ones before them, only after a check of
 * everything that was written: as Spark commits them, but what is overwritten is kept until then.
 */
public final class CheckedCommit extends SQLHadoopMapReduceCommitProtocol {
  private static final long serialVersionUID = 1L;

  /** The option that names the check, a {@link Runnable} of this JVM. */
  static final String CHECK = "dev.descent.check";

  private final @Nullable String path;
  private final transient List<Path> replaced = new ArrayList<>();
  private boolean madeFolder;

  /** As Spark makes it. */
  public CheckedCommit(String jobId, @Nullable String path, boolean dynamicPartitionOverwrite) {
    super(jobId, path, dynamicPartitionOverwrite);
    this.path = path;
  }

  /** Files of a job that did not end would become those of this one, so they go at once. */
  @Override
  public boolean deleteWithJob(FileSystem files, Path folder, boolean recursive) {
    try {
      for (FileStatus file : files.listStatus(folder)) {
        if (!file.getPath().getName().equals(FileOutputCommitter.PENDING_DIR_NAME)) {
          replaced.add(file.getPath());
        } else if (!files.delete(file.getPath(), true)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void setupJob(JobContext job) {
    try {
      madeFolder = path != null && !files(job, new Path(path)).exists(new Path(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    super.setupJob(job);
  }

  @Override
  public void commitJob(JobContext job, Seq<TaskCommitMessage> tasks) {
    String check = job.getConfiguration().get(CHECK);
    if (check != null && SameJvm.find(UUID.fromString(check)) instanceof Runnable found) {
      found.run();
    } else {
      throw new IllegalStateException("there is no check " + check + " of what was written");
    }
    try {
      for (Path file : replaced) {
        if (!files(job, file).delete(file, true)) {
          throw new IOException("cannot remove " + file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    super.commitJob(job, tasks);
  }

  @Override
  public void abortJob(JobContext job) {
    super.abortJob(job);
    try {
      if (path != null && madeFolder && files(job, new Path(path)).exists(new Path(path))) {
        files(job, new Path(path)).delete(new Path(path), true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileSystem files(JobContext job, Path path) throws IOException {
    return path.getFileSystem(job.getConfiguration());
  }
}
