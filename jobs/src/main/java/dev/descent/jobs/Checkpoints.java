package dev.descent.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.Waypoint.Leg;
import dev.descent.jobs.run.RunFolder;
import dev.descent.jobs.run.StorageException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.SettingChanges;
import dev.descent.jobs.store.Checkpoint;
import dev.descent.jobs.store.CheckpointStore;
import dev.descent.jobs.store.StoreRuleException;
import dev.descent.model.Fields;
import dev.descent.solve.StateNumbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a training: what a run of the same job that was stopped has left, and those
 * that this one writes.
 *
 * <p>They are bound to the settings that decide the parameters and to the rows; where one of them
 * is another one, nothing is trained and nothing removed.
 */
final class Checkpoints implements AutoCloseable {
  private static final String SPEEDS = "rowsPerSecond";
  private static final String START_OVER =
      "; remove the folder, or set another training.checkpoint.directory, to start over";

  /** Of the 10 seconds in which a process that is told to end has ended. */
  private static final Duration LAST = Duration.ofSeconds(8);

  private final CheckpointStore store;
  private final CheckpointWriter writer;
  private final OtherData otherData;
  private Optional<Fields> found;
  private final long foundNumber;
  private @Nullable Waypoint from;
  private @Nullable String discarded;
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong waitedNanos = new AtomicLong();

  /** What becomes of a checkpoint of other rows. */
  enum OtherData {
    /** Nothing is trained: somebody should know that the table has changed. */
    REFUSED,
    /** Training starts over: that there are new rows is why it was asked for. */
    DISCARDED
  }

  private Checkpoints(
      CheckpointStore store, Optional<Checkpoint> found, JobSpec spec, OtherData otherData) {
    this.store = store;
    this.otherData = otherData;
    this.found = found.map(Checkpoint::head);
    this.foundNumber = found.map(Checkpoint::number).orElse(0L);
    this.from = found.map(this::waypoint).orElse(null);
    Duration every = spec.training().checkpoint().orElseThrow().every();
    this.writer = new CheckpointWriter(this::save, every, System::nanoTime);
    facts.put("job", spec.renderFit());
  }

  /**
   * Those of the job, if it has any.
   *
   * @throws StoreRuleException if the one to go on from is of another job
   * @throws StorageException if none can be read although there are some
   */
  static Optional<Checkpoints> open(JobSpec spec, OtherData otherData, Configuration hadoop) {
    return spec.training()
        .checkpoint()
        .map(
            section -> {
              CheckpointStore store =
                  CheckpointStore.open(section.directory(), spec.name(), hadoop);
              try {
                return new Checkpoints(store, toGoOnFrom(store, spec, hadoop), spec, otherData);
              } catch (RuntimeException e) {
                store.close();
                throw e;
              }
            });
  }

  private static Optional<Checkpoint> toGoOnFrom(
      CheckpointStore store, JobSpec spec, Configuration hadoop) {
    Optional<Checkpoint> newest = store.newest();
    if (newest.filter(checkpoint -> hasEnded(checkpoint, spec, hadoop)).isPresent()) {
      store.clear();
      return Optional.empty();
    }
    newest.ifPresent(
        checkpoint ->
            SettingChanges.between(checkpoint.head().text("job"), spec.renderFit())
                .ifPresent(
                    changes -> {
                      throw refusal(store, checkpoint.head(), "another job: " + changes);
                    }));
    return newest;
  }

  /** A run that was stopped between its end and the removal of its checkpoints needs none. */
  private static boolean hasEnded(Checkpoint checkpoint, JobSpec spec, Configuration hadoop) {
    return RunFolder.exitCode(
            RunFolder.path(spec.output().runs(), spec.name(), run(checkpoint)), hadoop)
        .filter(ExitCode.ENDED::contains)
        .isPresent();
  }

  private static String run(Checkpoint checkpoint) {
    return checkpoint.head().text("run");
  }

  private static StoreRuleException refusal(CheckpointStore store, Fields head, String what) {
    return new StoreRuleException(
        "training.checkpoint: the checkpoint of run "
            + head.text("run")
            + " in "
            + store.path()
            + " is of "
            + what
            + START_OVER);
  }

  /** The run to go on with. */
  Optional<String> run() {
    return found.map(head -> head.text("run"));
  }

  /** What is wrong with checkpoints that were passed over. */
  List<String> damaged() {
    return store.damaged();
  }

  /** The run that writes them from now on. */
  void begin(String run) {
    facts.put("run", run);
  }

  /**
   * Binds them to the rows; one of other rows is refused or discarded.
   *
   * @throws StoreRuleException if it is refused
   */
  void bind(String data) {
    Optional<Fields> ofOther = found.filter(head -> !head.text("data").equals(data));
    if (ofOther.isPresent()) {
      Fields head = ofOther.get();
      String what = "other data: was " + head.text("data") + " and is " + data;
      if (otherData == OtherData.REFUSED) {
        throw refusal(store, head, what);
      }
      discarded = what;
      found = Optional.empty();
      from = null;
    }
    facts.put("data", data);
  }

  /** Where to go on. */
  Optional<Waypoint> from() {
    return Optional.ofNullable(from);
  }

  private Waypoint waypoint(Checkpoint checkpoint) {
    Fields head = checkpoint.head();
    Map<String, double[]> vectors = new LinkedHashMap<>(checkpoint.vectors());
    double[] speeds = vectors.getOrDefault(SPEEDS, new double[0]);
    vectors.remove(SPEEDS);
    try {
      return new Waypoint(
          new Leg((int) head.whole("leg"), (int) head.whole("epochsBefore")),
          new StateNumbers(vectors).state(),
          speeds,
          head.number("seconds"));
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          "training.checkpoint: " + store.path() + ": " + e.getMessage() + START_OVER, e);
    }
  }

  /** Every time that the run went on, this one included, as run.json tells of it. */
  List<Object> resumptions() {
    List<Object> resumptions = new ArrayList<>();
    found.ifPresent(
        head -> head.objects("resumed").forEach(before -> resumptions.add(before.object())));
    from()
        .ifPresent(
            waypoint -> {
              Map<String, Object> now = new LinkedHashMap<>();
              now.put("checkpoint", foundNumber);
              now.put("step", waypoint.state().step());
              now.put("epoch", waypoint.state().epoch());
              now.put("passedOver", damaged());
              resumptions.add(now);
            });
    facts.put("resumed", resumptions);
    return resumptions;
  }

  /** What the run that was stopped said of the model that it started from. */
  Optional<JsonNode> start() {
    return found.filter(head -> head.has("start")).map(head -> head.object("start").object());
  }

  /** Keeps what is said of the model that the run has started from. */
  void startsFrom(Object said) {
    facts.put("start", said);
  }

  /** Training goes on from {@code waypoint}; a failure of an earlier checkpoint is thrown. */
  void passed(Waypoint waypoint) {
    long before = System.nanoTime();
    from = null;
    try {
      writer.passed(waypoint);
    } finally {
      waitedNanos.addAndGet(System.nanoTime() - before);
    }
  }

  /** How long training has stood still for them, in seconds. */
  double secondsWaited() {
    return seconds(waitedNanos);
  }

  private void save(Waypoint waypoint) {
    long before = System.nanoTime();
    Map<String, Object> head = new LinkedHashMap<>(facts);
    head.put("leg", waypoint.leg().number());
    head.put("epochsBefore", waypoint.leg().epochsBefore());
    head.put("seconds", waypoint.seconds());
    Map<String, double[]> vectors =
        new LinkedHashMap<>(StateNumbers.of(waypoint.state()).vectors());
    vectors.put(SPEEDS, waypoint.rowsPerSecond());
    store.save(head, vectors);
    written.incrementAndGet();
    nanos.addAndGet(System.nanoTime() - before);
  }

  /** How many this run has written, and how long that took beside training, for run.json. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("written", written.get());
    json.put("seconds", seconds(nanos));
    if (discarded != null) {
      json.put("discarded", discarded);
    }
    return json;
  }

  private static double seconds(AtomicLong nanos) {
    return Math.rint(nanos.get() / 1e6) / 1e3;
  }

  /** Writes a last one; says what is wrong if it could not be. */
  Optional<String> stop() {
    return writer.stop(LAST);
  }

  /** Removes all of them: the training is done. */
  void clear() {
    writer.close();
    store.clear();
  }

  @Override
  public void close() {
    writer.close();
    store.close();
  }
}
