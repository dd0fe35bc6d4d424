package dev.descent.jobs.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run, {@code runs/<name>/<run id>/}, while it is being written.
 *
 * <p>It is created, with the resolved job file, before anything expensive happens, so that a place
 * that cannot be written is found out at once. run.json comes last, whatever the outcome.
 */
public final class RunFolder implements TrainingFiles, AutoCloseable {
  static final String RUN = "run.json";
  static final String MODEL = "model";
  static final String JOB = "job.conf";
  static final String HISTORY = "history.jsonl";
  static final String PATH = "path.jsonl";
  static final String LANDSCAPE = "landscape.json";
  static final String METRICS = "metrics.json";
  static final String CURVES = "curves";
  static final String EXAMPLES = "examples.jsonl";
  static final String REPORT = "report.html";
  static final String LEADERBOARD = "leaderboard.json";
  private static final String BEST = "best.conf";
  private static final String ALERTS = "alerts.json";

  /** What a run writes. */
  private static final List<String> WRITTEN =
      List.of(
          RUN,
          REPORT,
          MODEL,
          METRICS,
          CURVES,
          EXAMPLES,
          PATH,
          LANDSCAPE,
          HISTORY,
          LEADERBOARD,
          BEST,
          FinishedRun.PROFILE,
          FinishedRun.DECISION,
          JOB);

  private final Storage storage;
  private final String id;
  private final String path;
  private @Nullable OutputStream history;

  private RunFolder(Storage storage, String path, String id) {
    this.storage = storage;
    this.path = path;
    this.id = id;
  }

  /**
   * Creates the folder of a new run.
   *
   * @param runs the folder of all runs
   * @param name of the job
   * @param jobFile the resolved job file
   */
  public static RunFolder create(String runs, String name, String jobFile, Configuration hadoop) {
    String id = RunId.of(Instant.now(), new SecureRandom().nextInt());
    Storage root = Storage.at(runs, hadoop);
    String path = root.show(name + "/" + id);
    root.createFolder(name + "/" + id);
    root.close();
    Storage storage = Storage.at(path, hadoop);
    storage.write(JOB, jobFile.getBytes(StandardCharsets.UTF_8));
    return new RunFolder(storage, path, id);
  }

  /**
   * Opens the folder of a run that was stopped, to go on with it: what the run writes again is
   * removed, run.json first.
   *
   * @param path of the folder, which need not be there any more
   * @param jobFile the resolved job file
   */
  public static RunFolder reopen(String path, String jobFile, Configuration hadoop) {
    Storage storage = Storage.at(path, hadoop);
    storage.createFolder("");
    WRITTEN.forEach(storage::delete);
    storage.write(JOB, jobFile.getBytes(StandardCharsets.UTF_8));
    return new RunFolder(storage, storage.show(""), path.substring(path.lastIndexOf('/') + 1));
  }

  /**
   * The folder of run {@code id} of job {@code name}.
   *
   * @throws StorageException if {@code id} is not the name of a run
   */
  public static String path(String runs, String name, String id) {
    if (!RunId.is(id)) {
      throw new StorageException("\"" + id + "\" is not the name of a run of " + name);
    }
    return runs + "/" + name + "/" + id;
  }

  /** The exit code that run.json in {@code path} tells of; empty where it tells of none. */
  public static Optional<Integer> exitCode(String path, Configuration hadoop) {
    try (Storage storage = Storage.at(path, hadoop)) {
      if (!storage.exists(RUN)) {
        return Optional.empty();
      }
      try (InputStream in = storage.open(RUN)) {
        JsonNode code = Json.read(in.readAllBytes()).path("exitCode");
        return code.isInt() ? Optional.of(code.asInt()) : Optional.empty();
      }
    } catch (JsonProcessingException e) {
      // It was being written when its run was stopped.
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("cannot read " + path + "/" + RUN + ": " + e.getMessage(), e);
    }
  }

  /** Writes alerts.json into the run that ended in {@code path}: who was told of that, and how. */
  public static void writeAlerts(String path, List<?> alerts, Configuration hadoop) {
    try (Storage storage = Storage.at(path, hadoop)) {
      storage.write(ALERTS, Json.pretty(alerts));
    }
  }

  /** The name of the run. */
  public String id() {
    return id;
  }

  /** Where it is. */
  public String path() {
    return path;
  }

  @Override
  public void appendHistory(Map<String, Object> entry) {
    try {
      if (history == null) {
        history = storage.create(HISTORY);
      }
      history.write((Json.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      history.flush();
    } catch (IOException e) {
      throw new StorageException(
          "cannot write " + storage.show(HISTORY) + ": " + e.getMessage(), e);
    }
  }

  /** Writes metrics.json: for each data set its metrics. */
  public void writeMetrics(Map<String, ?> metrics) {
    storage.write(METRICS, Json.pretty(metrics));
  }

  /** Writes profile.json: how the training rows are spread in every column. */
  public void writeProfile(Map<String, ?> profile) {
    storage.write(FinishedRun.PROFILE, Json.pretty(profile));
  }

  /** Writes decision.json: what retraining decided, and why. */
  public void writeDecision(Map<String, ?> decision) {
    storage.write(FinishedRun.DECISION, Json.pretty(decision));
  }

  /** Writes leaderboard.json: what was tried and what came of it, the best first. */
  public void writeLeaderboard(Map<String, ?> leaderboard) {
    storage.writeWhole(LEADERBOARD, Json.pretty(leaderboard));
  }

  /** Writes best.conf, the job file of the best that was tried; returns where. */
  public String writeBest(String jobFile) {
    storage.writeWhole(BEST, jobFile.getBytes(StandardCharsets.UTF_8));
    return storage.show(BEST);
  }

  /** Writes a table of the folder curves/. */
  public void writeCurve(String name, Stream<String> lines) {
    write(CURVES + "/" + name + ".csv", lines);
  }

  /** Writes examples.jsonl, rows of data to look at. */
  public void writeExamples(Stream<String> lines) {
    write(EXAMPLES, lines);
  }

  @Override
  public void writePath(Stream<String> lines) {
    write(PATH, lines);
  }

  /** Writes landscape.json: where training went, and the objective around that. */
  public void writeLandscape(Map<String, ?> landscape) {
    storage.write(LANDSCAPE, Json.pretty(landscape));
  }

  private void write(String file, Stream<String> lines) {
    try (OutputStream out = storage.create(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new StorageException("cannot write " + storage.show(file) + ": " + e.getMessage(), e);
    }
  }

  /** Writes the folder model/, manifest last. */
  public void writeModel(Model model) {
    ModelFiles.write(model).forEach((name, content) -> storage.write(MODEL + "/" + name, content));
  }

  /** Writes run.json, which ends the run. */
  public void finish(Map<String, Object> run) {
    closeHistory();
    storage.write(RUN, Json.pretty(run));
  }

  @Override
  public void close() {
    closeHistory();
    storage.close();
  }

  private void closeHistory() {
    try {
      if (history != null) {
        history.close();
        history = null;
      }
    } catch (IOException e) {
      throw new StorageException(
          "cannot close " + storage.show(HISTORY) + ": " + e.getMessage(), e);
    }
  }
}
