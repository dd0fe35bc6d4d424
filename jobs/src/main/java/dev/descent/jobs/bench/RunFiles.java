package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a run on this machine. */
record RunFiles(Path folder) {

  /** Those of the run that {@code --json} has told of. */
  static RunFiles of(JsonNode said) {
    return new RunFiles(Path.of(said.required("run").asText().replaceFirst("^file:", "")));
  }

  /** What run.json says. */
  JsonNode run() {
    return Json.parse(String.join("", lines("run.json")));
  }

  /** The objective of the last line that {@code name} has. */
  double lastObjective(String name) {
    List<String> lines = lines(name);
    return Json.parse(lines.get(lines.size() - 1)).required("objective").asDouble();
  }

  private List<String> lines(String name) {
    try {
      return Files.readAllLines(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
