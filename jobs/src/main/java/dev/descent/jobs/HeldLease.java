package dev.descent.jobs;

import dev.descent.jobs.run.StorageException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.store.Lease;
import dev.descent.jobs.store.LostRaceException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;

/** The lease of a job's store while a command works: renewed meanwhile, released at its end. */
final class HeldLease implements AutoCloseable {
  /** After run.json is written, before Hadoop closes its file systems. */
  private static final int HOOK_PRIORITY = 90;

  private final Lease lease;
  private final Runnable interrupted;
  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> renewal;

  private HeldLease(Lease lease) {
    this.lease = lease;
    this.interrupted = lease::release;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "descent lease");
              thread.setDaemon(true);
              return thread;
            });
    long pause = Lease.LENGTH.toSeconds() / 3;
    this.renewal = clock.scheduleAtFixedRate(this::renewQuietly, pause, pause, TimeUnit.SECONDS);
  }

  /**
   * Takes it.
   *
   * @throws LostRaceException if another retraining has it
   */
  static HeldLease take(JobSpec spec, Configuration hadoop) {
    HeldLease held = new HeldLease(Stores.lease(spec, hadoop));
    ShutdownHookManager.get().addShutdownHook(held.interrupted, HOOK_PRIORITY);
    return held;
  }

  /** What goes wrong here is met again before anything is promoted. */
  private void renewQuietly() {
    try {
      lease.renew();
    } catch (LostRaceException | StorageException e) {
      renewal.cancel(false);
    }
  }

  /**
   * Checks that it is still held.
   *
   * @throws LostRaceException if another retraining has taken it
   */
  void require() {
    lease.renew();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(interrupted);
      lease.release();
      lease.close();
    }
  }
}
