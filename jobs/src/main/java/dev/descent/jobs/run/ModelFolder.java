package dev.descent.jobs.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.model.ModelReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Models as they lie in folders, and the newest one of a job. */
public final class ModelFolder {
  private ModelFolder() {}

  /**
   * The model in {@code path}: a model folder, or a run folder that holds one.
   *
   * @throws dev.descent.model.ModelException if it is not a whole model
   */
  public static Model read(String path, Configuration hadoop) {
    try (Storage storage = Storage.at(path, hadoop)) {
      if (!storage.exists("")) {
        throw new StorageException(
            "use.model.path: there is no folder " + path + "; check the path");
      }
      String folder = storage.exists(RunFolder.MODEL) ? RunFolder.MODEL + "/" : "";
      return ModelReader.read(name -> storage.open(folder + name));
    }
  }

  /**
   * The model in such a folder; empty where there is none.
   *
   * @throws dev.descent.model.ModelException if it is not a whole model
   */
  static Optional<Model> find(String path, Configuration hadoop) {
    try (Storage storage = Storage.at(path, hadoop)) {
      String folder = storage.exists(RunFolder.MODEL) ? RunFolder.MODEL + "/" : "";
      return storage.exists(folder + ModelFiles.MANIFEST)
          ? Optional.of(ModelReader.read(name -> storage.open(folder + name)))
          : Optional.empty();
    }
  }

  /**
   * The path of the newest run of job {@code name} that trained a model and ended with exit code 0.
   *
   * @throws StorageException if there is none
   */
  public static String latest(String runs, String name, Configuration hadoop) {
    try (Storage storage = Storage.at(runs, hadoop)) {
      List<String> ids = storage.list(name);
      Collections.reverse(ids);
      for (String id : ids) {
        String run = name + "/" + id;
        if (record(storage, run).filter(ModelFolder::trained).isPresent()) {
          return storage.show(run);
        }
      }
      throw new StorageException(
          "no run of "
              + name
              + " in "
              + storage.show(name)
              + " has ended well; run descent train first");
    }
  }

  /** Whether run.json tells of a model that was trained to the end. */
  static boolean trained(JsonNode run) {
    return run.path("command").asText().equals("train") && run.path("exitCode").asInt(1) == 0;
  }

  private static Optional<JsonNode> record(Storage storage, String run) {
    String file = run + "/" + RunFolder.RUN;
    if (!storage.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = storage.open(file)) {
      return Optional.of(Json.read(in.readAllBytes()));
    } catch (IOException e) {
      throw new StorageException("cannot read " + storage.show(file) + ": " + e.getMessage(), e);
    }
  }
}
