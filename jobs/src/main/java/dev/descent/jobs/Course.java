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
import java.util.function.Consumer;
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

  /** Asked for and not kept: a state may be most of the memory. */
  private final Supplier<Optional<Waypoint>> from;

  private final double secondsBefore;
  private final long start = System.nanoTime();
  private Consumer<TrainingState> follower = state -> {};

  private Course(
      TrainingFiles files,
      Optional<Checkpoints> checkpoints,
      Supplier<Optional<Waypoint>> from,
      EpochLog log,
      LiveProgress live) {
    this.files = files;
    this.live = live;
    this.log = log;
    this.checkpoints = checkpoints;
    this.from = from;
    this.secondsBefore = from.get().map(Waypoint::seconds).orElse(0.0);
  }

  /** That of {@code run}; where it goes on, the epochs so far are written to its history again. */
  static Course of(JobRun run, LiveProgress live, TrainingData data) {
    EpochLog log = new EpochLog(run.folder(), live, data.statistics().rows(Side.TRAIN));
    Supplier<Optional<Waypoint>> from = () -> run.checkpoints().flatMap(Checkpoints::from);
    from.get().ifPresent(at -> log.repeat(at.state().history(), at.rowsPerSecond()));
    return new Course(run.folder(), run.checkpoints(), from, log, live);
  }

  /** That of one of many trainings, of which nothing is written, {@code from} where it was. */
  static Course unwritten(LiveProgress live, TrainingData data, Optional<TrainingState> from) {
    TrainingFiles none = TrainingFiles.none();
    EpochLog log = new EpochLog(none, live, data.statistics().rows(Side.TRAIN));
    Optional<Waypoint> at = from.map(state -> new Waypoint(Leg.FIRST, state, new double[0], 0));
    return new Course(none, Optional.empty(), () -> at, log, live);
  }

  /** {@code follower} is to be told of every state. */
  void follow(Consumer<TrainingState> follower) {
    this.follower = follower;
  }

  /** Training is at {@code state}. */
  void reached(TrainingState state) {
    follower.accept(state);
  }

  /** Where files of the training go. */
  TrainingFiles files() {
    return files;
  }

  /** The solver that it goes on with. */
  Leg leg() {
    return from.get().map(Waypoint::leg).orElse(Leg.FIRST);
  }

  /** The state that it goes on from, or else {@code start}. */
  TrainingState stateOr(Supplier<TrainingState> start) {
    return from.get().map(Waypoint::state).orElseGet(start);
  }

  /** What shows it while it runs. */
  LiveProgress live() {
    return live;
  }

  /** The epochs begin, or go on. */
  void begins() {
    live.begins(from.get().map(at -> at.state().epoch()).orElse(0));
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
