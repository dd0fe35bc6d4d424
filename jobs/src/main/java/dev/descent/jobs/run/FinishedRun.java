package dev.descent.jobs.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.model.ModelReader;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * What a run that trained a model has to say to those who use the model.
 *
 * @param id name of the run
 * @param name of its job
 * @param parametersSha256 of its model
 * @param files run.json, metrics.json and the files of its model by name, in the order of {@link
 *     #FILES}
 * @param decided what the decision in it is about, if there is one
 */
public record FinishedRun(
    String id,
    String name,
    String parametersSha256,
    Map<String, byte[]> files,
    Optional<String> decided) {
  private static final String METRICS = "metrics.json";

  /** What retraining decided of it, and why. */
  public static final String DECISION = "decision.json";

  /** How the values of the columns of its training rows are distributed. */
  public static final String PROFILE = "profile.json";

  /** What may be among the files, in the order in which to write them. */
  public static final List<String> FILES =
      List.of(
          RunFolder.RUN,
          METRICS,
          DECISION,
          PROFILE,
          ModelFiles.MODEL,
          ModelFiles.PARAMETERS,
          ModelFiles.STANDARDIZATION,
          ModelFiles.MANIFEST);

  /** What is always among them. */
  public static final List<String> ALWAYS =
      FILES.stream()
          .filter(file -> !Set.of(ModelFiles.STANDARDIZATION, DECISION, PROFILE).contains(file))
          .toList();

  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /**
   * The run in the folder {@code path}.
   *
   * @throws StorageException if it is not a run that trained a model and ended with exit code 0
   * @throws dev.descent.model.ModelException if its model is not whole
   */
  public static FinishedRun read(String path, Configuration hadoop) {
    try (Storage storage = Storage.at(path, hadoop)) {
      Map<String, byte[]> read = new HashMap<>();
      read.put(RunFolder.RUN, bytes(storage, RunFolder.RUN));
      JsonNode run = trained(storage, read.get(RunFolder.RUN));
      read.put(METRICS, bytes(storage, METRICS));
      Model model =
          ModelReader.read(name -> kept(read, name, storage.open(RunFolder.MODEL + "/" + name)));
      String sha256 = ModelFiles.parametersSha256(model.parameters());
      if (!run.path("parametersSha256").asText().equals(sha256)) {
        throw new StorageException(
            storage.show(RunFolder.RUN) + " tells of other parameters than those beside it");
      }
      if (storage.exists(PROFILE)) {
        read.put(PROFILE, bytes(storage, PROFILE));
      }
      return new FinishedRun(
          run.path("run").asText(),
          run.path("name").asText(),
          sha256,
          inOrder(read),
          Optional.empty());
    }
  }

  private static Map<String, byte[]> inOrder(Map<String, byte[]> read) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    FILES.stream().filter(read::containsKey).forEach(name -> files.put(name, read.get(name)));
    return files;
  }

  /**
   * The same with what was decided of it.
   *
   * @param about what the decision is about: data and job, as one text
   * @param decision the object of decision.json
   */
  public FinishedRun decided(String about, Map<String, Object> decision) {
    Map<String, byte[]> all = new HashMap<>(files);
    all.put(DECISION, Json.pretty(decision));
    return new FinishedRun(id, name, parametersSha256, inOrder(all), Optional.of(about));
  }

  /** Its model. */
  public Model model() {
    return ModelReader.read(
        name -> {
          byte[] content = files.get(name);
          if (content == null) {
            throw new FileNotFoundException(name);
          }
          return new ByteArrayInputStream(content);
        });
  }

  /** What run.json tells. */
  public JsonNode run() {
    return Json.parse(
        new String(Objects.requireNonNull(files.get(RunFolder.RUN)), StandardCharsets.UTF_8));
  }

  /** The very bytes that are verified are those that are published. */
  private static InputStream kept(Map<String, byte[]> read, String name, InputStream from)
      throws IOException {
    try (from) {
      byte[] content = from.readNBytes(MAX_BYTES);
      read.put(name, content);
      return new ByteArrayInputStream(content);
    }
  }

  private static byte[] bytes(Storage storage, String name) {
    if (!storage.exists(name)) {
      throw new StorageException(
          "there is no " + storage.show(name) + "; give the folder of a run that has ended");
    }
    try (InputStream in = storage.open(name)) {
      return in.readNBytes(MAX_BYTES);
    } catch (IOException e) {
      throw new StorageException("cannot read " + storage.show(name) + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode trained(Storage storage, byte[] content) {
    try {
      JsonNode run = Json.read(content);
      if (!ModelFolder.trained(run)) {
        throw new StorageException(
            storage.show(RunFolder.RUN)
                + " must tell of training that ended with exit code 0, but tells of "
                + run.path("command").asText("nothing")
                + " with "
                + run.path("exitCode").asText("none"));
      }
      return run;
    } catch (IOException e) {
      throw new StorageException(storage.show(RunFolder.RUN) + " is not JSON", e);
    }
  }
}
