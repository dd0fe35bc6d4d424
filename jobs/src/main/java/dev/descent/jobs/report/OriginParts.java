package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.RunFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a run followed from, and how to have it again. */
final class OriginParts {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");
  static final String PARAMETERS = "SHA-256 of the parameters";
  private static final int LONGEST = 100_000;

  private static final Map<String, String> NAMES =
      Map.of(
          "descent", "Descent",
          "spark", "Spark",
          "java", "Java",
          "javaVendor", "Java from",
          "os", "System",
          "blas", "Kernels",
          "seed", "Seed",
          "dataFingerprint", "Fingerprint of the data");

  private final RunFiles files;

  OriginParts(RunFiles files) {
    this.files = files;
  }

  Section section() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Facts("", facts(files.run())));
    parts.add(
        new Part.Listing(
            "The command that gives it again, on the same rows", command(), Optional.empty()));
    String job = files.job();
    boolean whole = job.length() <= LONGEST;
    parts.add(
        new Part.Listing(
            "Job file",
            whole ? job : job.substring(0, LONGEST) + "\n.. (the rest is in job.conf)",
            Optional.of("The job file, with all its settings")));
    return new Section("origin", "Where it comes from", parts);
  }

  static Map<String, Object> facts(JsonNode run) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("Run", run.path("run").asText());
    if (run.path("parametersSha256").isTextual()) {
      facts.put(PARAMETERS, run.path("parametersSha256").asText());
    }
    run.path("provenance")
        .properties()
        .forEach(
            fact -> {
              String name = NAMES.get(fact.getKey());
              if (name != null) {
                facts.put(name, fact.getValue().asText());
              }
            });
    if (run.at("/start/model").isTextual()) {
      facts.put("Started from", run.at("/start/model").asText());
    }
    return facts;
  }

  /** For a shell, in the folder in which the run was started. */
  String command() {
    JsonNode run = files.run();
    List<String> words = new ArrayList<>(List.of("scripts/descent"));
    String master = run.at("/provenance/master").asText();
    if (!master.isEmpty() && !master.equals("local[*]")) {
      words.addAll(List.of("--master", master));
    }
    String command = run.path("command").asText();
    words.addAll(List.of(command, files.path() + "/job.conf"));
    if (run.has("model")) {
      words.add("use.model={ path = \"" + run.path("model").asText() + "\" }");
    }
    if (files.decision().has("asOf")) {
      words.addAll(List.of("--as-of", files.decision().path("asOf").asText()));
    }
    return String.join(" ", words.stream().map(OriginParts::quoted).toList());
  }

  /** As one word of a shell. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
