package dev.descent.jobs.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.descent.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The files of a run that has ended, for those who look at it. */
public final class RunFiles implements AutoCloseable {
  private final Storage storage;
  private final Configuration hadoop;
  private final JsonNode run;

  private RunFiles(Storage storage, Configuration hadoop) {
    this.storage = storage;
    this.hadoop = hadoop;
    this.run = json(RunFolder.RUN);
  }

  /**
   * Those in the folder {@code path}.
   *
   * @throws StorageException if it is not the folder of a run that has ended
   */
  public static RunFiles open(String path, Configuration hadoop) {
    Storage storage = Storage.at(path, hadoop);
    if (!storage.exists(RunFolder.RUN)) {
      String missing = storage.show(RunFolder.RUN);
      storage.close();
      throw new StorageException(
          "there is no " + missing + "; give the folder of a run that has ended");
    }
    return new RunFiles(storage, hadoop);
  }

  /** The path of the folder. */
  public String path() {
    return storage.show("");
  }

  /** What run.json tells. */
  public JsonNode run() {
    return run;
  }

  /** The resolved job file. */
  public String job() {
    return text(RunFolder.JOB).orElse("");
  }

  /** For each data set its metrics; missing where none were measured. */
  public JsonNode metrics() {
    return json(RunFolder.METRICS);
  }

  /** What retraining decided; missing where it was not about that. */
  public JsonNode decision() {
    return json(FinishedRun.DECISION);
  }

  /** What tuning tried, and what came of it; missing where it was not about that. */
  public JsonNode leaderboard() {
    return json(RunFolder.LEADERBOARD);
  }

  /** The header of the model; missing where none was trained. */
  public JsonNode model() {
    return json(RunFolder.MODEL + "/model.json");
  }

  /**
   * The model that the run has trained, or has measured; empty where there is none, or it is not
   * there any more.
   *
   * @throws dev.descent.model.ModelException if it is not a whole model
   */
  public Optional<FittedModel> fitted() {
    Optional<Model> trained = ModelFolder.find(path(), hadoop);
    Optional<Model> model =
        run.has("model")
            ? trained.or(() -> ModelFolder.find(run.path("model").asText(), hadoop))
            : trained;
    return model.map(FittedModel::new);
  }

  /** The epochs, in their order. */
  public List<JsonNode> history() {
    return lines(RunFolder.HISTORY);
  }

  /** Rows of data that the run has kept; none where it was not asked to. */
  public List<JsonNode> examples() {
    return lines(RunFolder.EXAMPLES);
  }

  /** The strengths of a path, in their order; none where there is no path. */
  public List<JsonNode> strengths() {
    return lines(RunFolder.PATH);
  }

  /** Where training went over its objective; missing where it was not asked for. */
  public JsonNode landscape() {
    return json(RunFolder.LANDSCAPE);
  }

  /** The table {@code name} of the folder curves/; without rows where there is none. */
  public CsvTable curve(String name) {
    return CsvTable.parse(text(RunFolder.CURVES + "/" + name + ".csv").orElse(""));
  }

  /** Writes report.html, in place of one that is there; half a page is not left behind. */
  public void writeReport(String html) {
    storage.delete(RunFolder.REPORT);
    try {
      storage.write(RunFolder.REPORT, html.getBytes(StandardCharsets.UTF_8));
    } catch (StorageException e) {
      storage.delete(RunFolder.REPORT);
      throw e;
    }
  }

  @Override
  public void close() {
    storage.close();
  }

  private List<JsonNode> lines(String name) {
    List<JsonNode> lines = new ArrayList<>();
    text(name).orElse("").lines().forEach(line -> lines.add(parse(name, line)));
    return lines;
  }

  private JsonNode json(String name) {
    return text(name).map(text -> parse(name, text)).orElseGet(MissingNode::getInstance);
  }

  private JsonNode parse(String name, String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StorageException(storage.show(name) + " is not JSON", e);
    }
  }

  private Optional<String> text(String name) {
    if (!storage.exists(name)) {
      return Optional.empty();
    }
    try (InputStream in = storage.open(name)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StorageException("cannot read " + storage.show(name) + ": " + e.getMessage(), e);
    }
  }
}
