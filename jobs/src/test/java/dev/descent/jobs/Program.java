package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script of the project in a process of its own, in which something happens while it trains. */
final class Program {
  private static final Pattern EPOCH =
      Pattern.compile("^[a-z0-9._-]+: epoch (\\d+)(/.*|: .*|,.*)$");

  private final ProcessBuilder builder;
  private int epoch = Integer.MAX_VALUE;
  private Consumer<Process> event = process -> {};

  private Program(ProcessBuilder builder) {
    this.builder = builder;
  }

  /** The script, from the top folder, and its words. */
  static Program of(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(Project.root().toFile());
    builder.environment().remove("SPARK_HOME");
    return new Program(builder);
  }

  static Program of(String script, String option, List<String> rest) {
    List<String> words = new ArrayList<>(List.of(script, option));
    words.addAll(rest);
    return of(words);
  }

  Program with(String variable, String value) {
    builder.environment().put(variable, value);
    return this;
  }

  /** The event is once, at the epoch or the next one that it tells of. */
  Program at(int epoch, Consumer<Process> event) {
    this.epoch = epoch;
    this.event = event;
    return this;
  }

  /** A signal such as KILL at an epoch. */
  Program signalled(String signal, int epoch) {
    return at(epoch, process -> signal(signal, process.toHandle()));
  }

  static void signal(String signal, ProcessHandle process) {
    try {
      String pid = Long.toString(process.pid());
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Runs it to its end. */
  Ended run() {
    try {
      Process process = builder.start();
      CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> all(process));
      List<String> said = new ArrayList<>();
      boolean happened = false;
      try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
          said.add(line);
          if (!happened && epoch(line) >= epoch) {
            happened = true;
            event.accept(process);
          }
        }
      }
      return new Ended(process.waitFor(), out.join(), said, happened);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String all(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int epoch(String line) {
    Matcher told = EPOCH.matcher(line);
    return told.matches() ? Integer.parseInt(told.group(1)) : 0;
  }

  /**
   * What it left.
   *
   * @param happened whether the event came before its end
   */
  record Ended(int exitCode, String out, List<String> err, boolean happened) {
    Ended with(int expected) {
      assertThat(exitCode).as(() -> out + String.join("\n", err)).isEqualTo(expected);
      return this;
    }

    JsonNode json() {
      String json = out.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
      return Invocation.read(json);
    }

    String sha256() {
      return json().get("parametersSha256").asText();
    }
  }
}
