package dev.descent.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of more rows than the samples have. */
final class Jittered {
  private static final double SHARE = 0.02;

  private Jittered() {}

  /**
   * The rows of a sample in conf/samples, again and again with numbers that differ a little; as
   * {@code target}, which is returned.
   */
  static Path copies(String sample, int times, Path target) throws IOException {
    List<String> lines = Files.readAllLines(Project.root().resolve("conf/samples").resolve(sample));
    Random random = new Random(5);
    List<String> written = new ArrayList<>(lines);
    for (int copy = 1; copy < times; copy++) {
      lines.stream().skip(1).map(line -> jittered(line, random)).forEach(written::add);
    }
    return Files.write(target, written);
  }

  private static String jittered(String line, Random random) {
    return Stream.of(line.split(",", -1))
        .map(cell -> cell.matches("-?\\d.*") ? jittered(Double.parseDouble(cell), random) : cell)
        .collect(Collectors.joining(","));
  }

  private static String jittered(double number, Random random) {
    return Double.toString(number * (1 + SHARE * random.nextGaussian()));
  }
}
