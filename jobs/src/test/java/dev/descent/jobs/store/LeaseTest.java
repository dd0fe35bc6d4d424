package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.run.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holder at a time, whoever is killed, late, or has another clock. */
final class LeaseTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final MemoryFiles files = new MemoryFiles();

  private static Holder holder(String id) {
    return new Holder(id, "far-away", 7, "", "");
  }

  private Lease of(String id, Duration later) {
    return new Lease(files, Clock.fixed(NOON.plus(later), ZoneOffset.UTC), holder(id));
  }

  private Lease of(String id) {
    return of(id, Duration.ZERO);
  }

  @Test
  void aSecondHolderIsToldWhoHasIt() {
    Lease first = of("a").take();
    assertThatThrownBy(() -> of("b").take())
        .isInstanceOf(LostRaceException.class)
        .hasMessage(
            "another retraining is at work in models/job: host far-away, process 7,"
                + " by its lease until 2026-11-26T12:05:00Z; wait for its end");
    first.release();
    of("b").take();
    first.release();
    assertThatThrownBy(() -> of("c").take()).isInstanceOf(LostRaceException.class);
  }

  @Test
  void oneThatIsNotRenewedEnds() {
    of("a").take();
    Duration almost = Lease.LENGTH.minusMillis(1);
    assertThatThrownBy(() -> of("b", almost).take()).isInstanceOf(LostRaceException.class);
    of("b", Lease.LENGTH).take();
    assertThatThrownBy(() -> of("a", Lease.LENGTH).renew())
        .isInstanceOf(LostRaceException.class)
        .hasMessage(
            "the lease of models/job ran out and another retraining has taken it;"
                + " nothing is promoted here");
  }

  @Test
  void oneThatIsRenewedLasts() {
    of("a").take();
    of("a", Duration.ofMinutes(4)).renew();
    assertThatThrownBy(() -> of("b", Duration.ofMinutes(8)).take())
        .isInstanceOf(LostRaceException.class);
    // Late, but nobody was there meanwhile.
    of("a", Duration.ofMinutes(20)).renew();
    assertThat(files.list("lease")).hasSize(2);
  }

  @Test
  void aHolderThatIsGoneFromThisMachineHoldsNothing() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long ended = process.pid();
    process.waitFor();
    Holder here = Holder.here();
    assertThat(here.isGone()).isFalse();
    assertThat(here.place()).isNotEmpty();
    Holder gone = new Holder("x", here.host(), ended, here.started(), here.place());
    assertThat(gone.isGone()).isTrue();
    assertThat(new Holder("x", "h", here.process(), "earlier", here.place()).isGone()).isTrue();
    assertThat(new Holder("x", "h", ended, here.started(), "elsewhere").isGone()).isFalse();
    assertThat(new Holder("x", "h", ended, here.started(), "").isGone()).isFalse();
    new Lease(files, Clock.fixed(NOON, ZoneOffset.UTC), gone).take();
    of("b").take();
  }

  @Test
  void aNumberOfThePastIsNoLease() {
    MemoryFiles late = new MemoryFiles();
    late.onPut =
        name -> {
          // Between its look and its entry others come, go, and clean up.
          if (late.contents.size() == 1) {
            late.contents.clear();
            byte[] entry =
                new LeaseEntry(
                        9, holder("c"), LeaseEntry.State.HELD, NOON.plus(Duration.ofMinutes(5)))
                    .toBytes();
            late.contents.put("lease/" + LogEntry.name(9), entry);
          }
        };
    late.contents.put(
        "lease/" + LogEntry.name(1),
        new LeaseEntry(1, holder("b"), LeaseEntry.State.RELEASED, NOON).toBytes());
    Lease slow = new Lease(late, Clock.fixed(NOON, ZoneOffset.UTC), holder("a"));
    assertThatThrownBy(slow::take).isInstanceOf(LostRaceException.class);
  }

  @Test
  void aDamagedEntryIsNamed() {
    files.contents.put(
        "lease/" + LogEntry.name(3), "{\"format\":1}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> of("a").take())
        .hasMessageStartingWith("lease/00000000000000000003.json");
    MemoryFiles full = new MemoryFiles();
    full.onPut =
        name -> {
          throw new StorageException("full");
        };
    assertThatThrownBy(() -> new Lease(full, Clock.fixed(NOON, ZoneOffset.UTC), holder("a")).take())
        .isInstanceOf(StorageException.class);
  }

  @Test
  void ofManyThatWantItOneHasIt(@TempDir Path folder) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 5; round++) {
        Stream<Callable<List<Lease>>> all =
            IntStream.range(0, 8).mapToObj(n -> () -> taken(folder));
        List<Lease> held = new ArrayList<>();
        for (Future<List<Lease>> one : pool.invokeAll(all.toList())) {
          held.addAll(one.get());
        }
        assertThat(held).hasSize(1);
        held.get(0).renew();
        held.get(0).release();
        held.get(0).close();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Lease> taken(Path folder) {
    try {
      return List.of(Lease.of(folder.toString(), "job", Writers.ANY, new Configuration(false)));
    } catch (LostRaceException e) {
      return List.of();
    }
  }
}
