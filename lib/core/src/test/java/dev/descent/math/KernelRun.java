package dev.descent.math;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One run of {@link KernelExperiment} in a JVM of its own.
 *
 * @param kernels what it was asked for
 * @param home the JDK
 * @param state how its code ran
 * @param found the name of the kernels, or "absent"
 * @param hashes every distinct hash and how often it came
 */
record KernelRun(
    String kernels, Path home, State state, String found, Map<String, Integer> hashes) {

  /** How the JVM runs the code, and enough rounds for it to get there. */
  enum State {
    INTERPRETED("-Xint", 1),
    C1("-XX:TieredStopAtLevel=1", 40),
    C2("-XX:+TieredCompilation", 240),

    /** C2 for a processor without 512-bit vectors, whose blocks are narrower. */
    AVX2("-XX:UseAVX=2", 240),

    /** C2 for a processor without 256-bit vectors of integers, where it boxes them. */
    AVX1("-XX:UseAVX=1", 2);

    private final String option;
    private final int rounds;

    State(String option, int rounds) {
      this.option = option;
      this.rounds = rounds;
    }
  }

  /** Forks the JDK's java with this JVM's class path. */
  static KernelRun of(String kernels, Path home, State state) {
    List<String> command =
        List.of(
            home.resolve("bin").resolve("java").toString(),
            "-XX:+IgnoreUnrecognizedVMOptions",
            state.option,
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            KernelExperiment.class.getName(),
            kernels,
            Integer.toString(state.rounds));
    List<String> lines = run(command);
    Map<String, Integer> hashes = new TreeMap<>();
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("hash")) {
        hashes.put(words[1], Integer.parseInt(words[2]));
      } else if (words[0].equals("kernels")) {
        found.add(words[1]);
      }
    }
    return new KernelRun(kernels, home, state, found.get(0), hashes);
  }

  private static List<String> run(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with " + exit + ":\n" + output);
      }
      return output.lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One line of the table: hashes by their first 12 digits, with how often each came. */
  String line() {
    String bits =
        hashes.entrySet().stream()
            .map(hash -> hash.getKey().substring(0, 12) + " x " + hash.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        "%-11s  %-13s  %-8s  %-11s  %s",
        kernels, found, JavaHomes.version(home), state, bits.isEmpty() ? "-" : bits);
  }
}
