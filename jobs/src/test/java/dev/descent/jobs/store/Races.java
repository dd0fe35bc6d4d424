package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Eight programs that promote at the same moment, each a version of its own. */
final class Races implements AutoCloseable {
  private static final int PROGRAMS = 8;

  private record Program(Process process, BufferedReader says, Writer hears) {
    static Program of(Process process) {
      return new Program(
          process,
          process.inputReader(StandardCharsets.UTF_8),
          process.outputWriter(StandardCharsets.UTF_8));
    }

    void tell(int champion) {
      try {
        hears.write(champion + "\n");
        hears.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String answer() {
      try {
        return String.valueOf(says.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final ModelStore store;
  private final List<Program> programs = new ArrayList<>();

  /** In the ways {@code safe} or {@code naive}. */
  Races(Place place, String way) throws IOException {
    store = place.open();
    IntStream.range(0, PROGRAMS).forEach(n -> store.publish(Runs.of("run-" + n, n)));
    for (int n = 1; n <= PROGRAMS; n++) {
      programs.add(Program.of(place.start(PromotionRacer.class, way, Integer.toString(n))));
    }
    for (Program program : programs) {
      assertThat(program.answer()).isEqualTo("ready " + PROGRAMS);
    }
  }

  /** What each is told in a race. */
  private List<String> race() {
    int champion = store.state().champion().orElse(0);
    // The champion itself cannot be promoted, so only the others race.
    List<Program> racers = new ArrayList<>(programs);
    if (champion > 0) {
      racers.remove(champion - 1);
    }
    racers.forEach(program -> program.tell(champion));
    return racers.stream().map(Program::answer).toList();
  }

  /** Every race has one winner, whose version is the champion then. */
  void requireOneWinner(int races) {
    for (int race = 0; race < races; race++) {
      List<String> answers = race();
      assertThat(answers).containsOnlyOnce("won").containsOnly("won", "lost");
    }
    assertThat(store.state().champions()).hasSize(races);
    assertThat(store.verify().damaged()).isEmpty();
  }

  void requireSeveralWinners(int mostRaces) {
    long most = 0;
    for (int race = 0; race < mostRaces && most < 2; race++) {
      most = race().stream().filter("won"::equals).count();
    }
    assertThat(most).isGreaterThan(1);
  }

  @Override
  public void close() {
    programs.forEach(program -> program.process().destroyForcibly());
    store.close();
  }
}
