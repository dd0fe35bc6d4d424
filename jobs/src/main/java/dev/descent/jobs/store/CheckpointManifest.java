package dev.descent.jobs.store;

import dev.descent.jobs.run.Json;
import dev.descent.model.Fields;
import dev.descent.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file that makes a checkpoint whole: a line of JSON, and the SHA-256 of that line.
 *
 * @param number of the checkpoint
 * @param head what its writer says of it
 * @param lengths of its vectors by name, in their order
 * @param files what the files of their numbers must be, in their order
 */
record CheckpointManifest(
    long number, Map<String, ?> head, Map<String, Integer> lengths, List<FileMark> files) {
  static final String NAME = "manifest.json";

  private static final int FORMAT = 1;
  private static final int DIGITS = 64;

  byte[] toBytes() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("number", number);
    json.put("head", head);
    List<Map<String, Object>> vectors = new ArrayList<>();
    lengths.forEach((name, length) -> vectors.add(Map.of("name", name, "numbers", length)));
    json.put("vectors", vectors);
    json.put("files", files.stream().map(FileMark::toMap).toList());
    String line = Json.line(json) + "\n";
    String sha256 = FileMark.of(line.getBytes(StandardCharsets.UTF_8)).sha256();
    return (line + sha256 + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The line of JSON in the file {@code name}.
   *
   * @throws ModelException if it is not the one that was written
   * @throws StoreRuleException if it is, by another version of this program
   */
  static Fields parse(String name, byte[] content) {
    int length = Math.max(content.length - DIGITS - 1, 0);
    byte[] line = Arrays.copyOf(content, length);
    byte[] end = Arrays.copyOfRange(content, length, content.length);
    String expected = FileMark.of(line).sha256() + "\n";
    if (!Arrays.equals(end, expected.getBytes(StandardCharsets.UTF_8))) {
      throw new ModelException(name + " is not what was written; it is damaged or was changed");
    }
    Fields json = Fields.parse(name, line);
    if (json.whole("format") != FORMAT) {
      throw new StoreRuleException(
          name
              + " is a checkpoint of format "
              + json.whole("format")
              + ", but this version of Descent reads format "
              + FORMAT
              + "; go on with the version that wrote it, or remove the folder to start over");
    }
    return json.only(Set.of("format", "number", "head", "vectors", "files"));
  }

  /** New vectors of the lengths that {@code json} gives; together they fill the files. */
  static Map<String, double[]> vectors(Fields json) {
    long bytes = files(json).stream().mapToLong(FileMark::bytes).sum();
    long numbers = json.objects("vectors").stream().mapToLong(v -> v.whole("numbers")).sum();
    if (bytes != Double.BYTES * numbers) {
      throw json.refusal("vectors have " + numbers + " numbers, but files " + bytes + " bytes");
    }
    Map<String, double[]> vectors = new LinkedHashMap<>();
    for (Fields vector : json.objects("vectors")) {
      int length = Math.toIntExact(vector.whole("numbers"));
      vectors.put(vector.text("name"), new double[length]);
    }
    return vectors;
  }

  /** What the files of numbers must be. */
  static List<FileMark> files(Fields json) {
    return json.objects("files").stream()
        .map(file -> new FileMark(file.whole("bytes"), file.text("sha256")))
        .toList();
  }
}
