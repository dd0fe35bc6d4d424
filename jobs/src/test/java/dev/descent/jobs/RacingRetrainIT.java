package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two schedulers start the same program at once. */
final class RacingRetrainIT {
  private static final int AT_MOST_SECONDS = 120;

  @TempDir private Path folder;
  private final List<Racer> racers = List.of(new Racer(), new Racer());

  /** One of the two programs, which waits at its first epoch for the end of the other one. */
  private static final class Racer {
    private final CompletableFuture<Program.Ended> end = new CompletableFuture<>();
    private volatile long process;

    /** A program that is halted trains no further, and still holds what it has. */
    Program against(Racer other, List<String> words) {
      return Program.of(words)
          .at(
              1,
              halted -> {
                process = halted.pid();
                Program.signal("STOP", halted.toHandle());
                other.await();
                Program.signal("CONT", halted.toHandle());
              });
    }

    private void await() {
      try {
        end.get(AT_MOST_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        System.out.println("RacingRetrainIT: both programs train");
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException("the other program", e);
      }
    }
  }

  private void start(int which, List<String> words) {
    Racer racer = racers.get(which);
    Program program = racer.against(racers.get(1 - which), words);
    new Thread(
            () -> {
              try {
                racer.end.complete(program.run());
              } catch (RuntimeException | AssertionError e) {
                racer.end.completeExceptionally(e);
              }
            })
        .start();
  }

  @Test
  void oneTrainsAndTheOtherOneSaysWhoDoes() throws IOException {
    Nights nights = new Nights(folder);
    nights.rows("20", 400, "north", 0);
    List<String> words =
        List.of(
            "scripts/descent",
            "--master=local[1]",
            "retrain",
            folder.resolve("churn.conf").toString(),
            Nights.ANY,
            "training { solver = mini-batch, optimizer.type = sgd, batch-size = full, epochs = 300 }",
            "--json");
    start(0, words);
    start(1, words);
    List<Program.Ended> ended = racers.stream().map(racer -> racer.end.join()).toList();
    assertThat(ended)
        .as(ended.toString())
        .extracting(Program.Ended::exitCode)
        .containsExactlyInAnyOrder(ExitCode.DONE, ExitCode.LOST_RACE);
    int winner = ended.get(0).exitCode() == ExitCode.DONE ? 0 : 1;
    assertThat(ended.get(winner).happened()).isTrue();
    assertThat(ended.get(winner).json().get("outcome").asText()).isEqualTo("promoted");
    Program.Ended lost = ended.get(1 - winner);
    assertThat(lost.happened()).isFalse();
    assertThat(lost.json().get("outcome").asText()).isEqualTo("lost");
    assertThat(lost.err().stream().filter(line -> line.startsWith("descent: ")))
        .singleElement()
        .asString()
        .contains("another retraining is at work in " + folder + "/models/churn: host ")
        .contains(", process " + racers.get(winner).process + ", ")
        .endsWith("; wait for its end");
    assertThat(operations(nights)).containsExactly("publish", "promote");
    assertThat(commands()).containsExactlyInAnyOrder("train", "retrain");
  }

  private static List<String> operations(Nights nights) throws IOException {
    try (ModelStore store = Stores.open(nights.spec(), Stores.hadoop())) {
      assertThat(store.state().champion()).hasValue(1);
      return store.history().stream().map(entry -> String.valueOf(entry.get("operation"))).toList();
    }
  }

  /** Those that left a run folder. */
  private List<String> commands() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      List<Path> runs = files.filter(file -> file.endsWith("run.json")).toList();
      List<String> commands = new ArrayList<>();
      for (Path run : runs) {
        commands.add(Invocation.read(Files.readString(run)).get("command").asText());
      }
      return commands;
    }
  }
}
