package dev.descent.jobs;

import dev.descent.jobs.Waypoint.Leg;
import dev.descent.jobs.run.TrainingFiles;
import dev.descent.solve.Progress;
import dev.descent.solve.StopReason;
import dev.descent.solve.StoppingRule;
import dev.descent.solve.TrainingState;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.TrainingData;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A training on its way: what is written down of its states, and its time, both from where it goes
 * on if it was stopped before.
 */
final class Course {
  private static final double NANOS = 1e9;

  private final TrainingFiles files;
  private final LiveProgress live;
  private final EpochLog log;
  private final Optional<Checkpoints> checkpoints;
  private final double secondsBefore;
  private final long start = System.nanoTime();

  private Course(
      TrainingFiles files, Optional<Checkpoints> checkpoints, LiveProgress live, long rows) {
    this.files = files;
    this.live = live;
    this.log = new EpochLog(files, live, rows);
    this.checkpoints = checkpoints;
    this.secondsBefore = from().map(Waypoint::seconds).orElse(0.0);
  }

  /** That of {@code run}; where it goes on, the epochs so far are written to its history again. */
  static Course of(JobRun run, LiveProgress live, TrainingData data) {
    long rows = data.statistics().rows(Side.TRAIN);
    Course course = new Course(run.folder(), run.checkpoints(), live, rows);
    course
        .from()
        .ifPresent(from -> course.log.repeat(from.state().history(), from.rowsPerSecond()));
    return course;
  }

  /** That of one of many trainings, of which nothing is written. */
  static Course unwritten(LiveProgress live, TrainingData data) {
    long rows = data.statistics().rows(Side.TRAIN);
    return new Course(TrainingFiles.none(), Optional.empty(), live, rows);
  }

  /** Where files of the training go. */
  TrainingFiles files() {
    return files;
  }

  /**
   * Where it goes on; empty where it starts. Nobody keeps it: a state may be most of the memory.
   */
  private Optional<Waypoint> from() {
    return checkpoints.flatMap(Checkpoints::from);
  }

  /** The solver that it goes on with. */
  Leg leg() {
    return from().map(Waypoint::leg).orElse(Leg.FIRST);
  }

  /** The state that it goes on from, or else {@code start}. */
  TrainingState stateOr(Supplier<TrainingState> start) {
    return from().map(Waypoint::state).orElseGet(start);
  }

  /** What shows it while it runs. */
  LiveProgress live() {
    return live;
  }

  /** The epochs begin, or go on. */
  void begins() {
    live.begins(from().map(from -> from.state().epoch()).orElse(0));
  }

  /** An epoch has ended. */
  void add(Progress progress) {
    log.add(progress);
  }

  /** A state that training goes on from. */
  void passed(Leg leg, TrainingState state) {
    checkpoints.ifPresent(
        some -> some.passed(new Waypoint(leg, state, log.rowsPerSecond(), seconds())));
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - start) / NANOS;
  }

  /** Stops by the clock: the one rule that two runs of the same job may not agree on. */
  StoppingRule within(Optional<Duration> allowed) {
    return history ->
        allowed
            .filter(time -> seconds() >= time.toNanos() / NANOS)
            .map(time -> StopReason.MAX_TIME);
  }
}
