package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More columns than rows by far, in little memory: refused with the numbers, or trained. */
@Tag("faults")
final class WideIT {
  private static final int ROWS = 200;
  private static final int ENTRIES = 20;

  private static final String MINI_BATCH =
      "solver = mini-batch, optimizer { type = sgd }, rate { type = constant, initial = 0.2 },"
          + " batch-size = 50, epochs = 2";

  @TempDir private Path folder;

  private Program training(int columns, String memory, String solver) throws IOException {
    Path rows = folder.resolve(columns + ".libsvm");
    Files.write(rows, rows(columns));
    Path job = folder.resolve("wide.conf");
    Files.writeString(
        job,
        """
        name = wide
        data { train { format = libsvm, path = "%s" } }
        model { type = logistic, penalty { type = ridge, strength = 0.01 } }
        training { %s }
        output { runs = "%s" }
        """
            .formatted(rows, solver, folder.resolve("runs")));
    return Program.of(
        "scripts/descent",
        "--master=local[2]",
        List.of("--driver-memory=" + memory, "train", job.toString(), "--json"));
  }

  private static List<String> rows(int columns) {
    Random random = new Random(columns);
    return random
        .ints(ROWS, 0, 2)
        .mapToObj(
            label -> {
              TreeSet<Integer> indexes = new TreeSet<>(List.of(columns));
              while (indexes.size() < ENTRIES) {
                indexes.add(1 + random.nextInt(columns));
              }
              StringBuilder line = new StringBuilder(Integer.toString(label));
              indexes.forEach(
                  index ->
                      line.append(
                          String.format(Locale.ROOT, " %d:%.4f", index, random.nextGaussian())));
              return line.toString();
            })
        .toList();
  }

  @Test
  void twoMillionColumnsTrainInLittleMemoryToTheSameBits() throws IOException {
    String small = training(2_000_000, "512m", MINI_BATCH).run().with(0).sha256();
    assertThat(training(2_000_000, "3g", MINI_BATCH).run().with(0).sha256()).isEqualTo(small);
  }

  @Test
  void moreThanTheMemoryHoldsIsRefusedWithTheNumbers() throws IOException {
    Program.Ended ended = training(2_000_000, "512m", "solver = l-bfgs").run().with(2);
    assertThat(ended.json().get("error").get(0).asText())
        .startsWith("states and sums of the solver need about ")
        .contains(" MB, more than the memory of the driver = 512 MB; give it more");
  }
}
