package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints, runs and models on a real disk of 2 MB, which is full at any file and block. */
@Tag("faults")
final class SmallDiskIT {
  private static final int BLOCK = 4096;
  private static final int TIMES = 12;

  @TempDir private Path folder;
  private Path disk = Path.of("");
  private Path job = Path.of("");

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    int mounted = command("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
    assumeTrue(mounted == 0, "a tmpfs cannot be mounted here");
    job = Project.jobFile("breast-cancer-logistic", folder);
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    command("umount", disk.toString());
  }

  private static int command(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
  }

  private Invocation run(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(job.toString());
    words.add("--json");
    words.addAll(List.of(more));
    words.add("training{solver=mini-batch,batch-size=100,epochs=8}");
    words.add("training.checkpoint={directory=\"" + disk + "/checkpoints\",every=1ns}");
    words.add("output{runs=\"" + disk + "/runs\",store.path=\"" + disk + "/models\"}");
    return Invocation.of(words.toArray(String[]::new));
  }

  private Invocation done(String command, String... more) {
    Invocation done = run(command, more);
    assertThat(done.exitCode()).as(done.err()).isZero();
    return done;
  }

  /** Leaves so much room. */
  private void fill(long room) throws IOException {
    byte[] block = new byte[BLOCK];
    long blocks = (disk.toFile().getUsableSpace() - room) / BLOCK;
    try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
      for (long n = 0; n < blocks; n++) {
        filler.write(block);
      }
    }
  }

  /** As a person would: something else goes, and in the end the runs that nobody needs. */
  private void makeRoom() throws IOException {
    Files.delete(disk.resolve("filler"));
  }

  private void removeRuns() throws IOException {
    try (Stream<Path> files = Files.walk(disk.resolve("runs"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Whether it was stopped by the disk; nothing else may stop it. */
  private static boolean isFull(Invocation ended) {
    if (ended.exitCode() == 0) {
      return false;
    }
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(7);
    // A folder for which there is no room is refused without a reason.
    assertThat(ended.complaints())
        .singleElement()
        .asString()
        .containsPattern("No space left on device|cannot create the folder");
    return true;
  }

  @Test
  void nothingOlderIsLostAndTheRerunSucceeds() throws IOException {
    Random random = Seed.of("SmallDiskIT");
    String sha256 = done("train").json().get("parametersSha256").asText();
    done("models publish");
    done("models promote");
    int full = 0;
    for (int time = 0; time < TIMES; time++) {
      removeRuns();
      fill(random.nextInt(32) * (long) BLOCK);
      full += isFull(run("train")) ? 1 : 0;
      requireSound(sha256);
      makeRoom();
      assertThat(done("train").json().get("parametersSha256").asText()).isEqualTo(sha256);
      fill(random.nextInt(14) * (long) BLOCK);
      full += isFull(run("models publish")) ? 1 : 0;
      requireSound(sha256);
      makeRoom();
      done("models publish");
      done("evaluate", "use.model=champion");
      deleteChallenger();
    }
    System.out.println("SmallDiskIT: full " + full + " times of " + 2 * TIMES);
    assertThat(full).isGreaterThan(TIMES / 2);
  }

  private void requireSound(String sha256) {
    done("models verify");
    Invocation champion = done("models show");
    assertThat(champion.json().toString()).contains(sha256);
  }

  private void deleteChallenger() {
    String challenger = done("models list").json().get("challenger").asText();
    if (!challenger.equals("1")) {
      done("models delete", challenger);
    }
  }
}
