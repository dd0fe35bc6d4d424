package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The benchmark: every workload by every engine in turns, round after round, the first of them only
 * to warm the JVMs, see {@link WarmUp}.
 */
public final class Bench {
  private final BenchSettings settings;
  private final Class<?> program;
  private final Consumer<String> progress;

  /**
   * Of {@code program}, whose {@code main} starts an engine by {@code bench-engine}; tells {@code
   * progress} what has been done, a line a time.
   */
  public Bench(BenchSettings settings, Class<?> program, Consumer<String> progress) {
    this.settings = settings;
    this.program = program;
    this.progress = progress;
  }

  /** Runs everything; the logs of the engines stay behind if one fails. */
  public Report run() {
    settings.leftOut().forEach(this::tellLeftOut);
    for (Workload workload : settings.workloads()) {
      if (!workload.files().isEmpty()) {
        workload.check(settings.folders().data().orElseThrow());
      }
    }
    try {
      Path folder = Files.createTempDirectory("descent-bench");
      Report report = run(folder);
      Tables.delete(folder);
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Report run(Path folder) throws IOException {
    Times session = sessions(folder);
    List<EngineProcess> engines = new ArrayList<>();
    try {
      for (EngineKind kind : EngineKind.values()) {
        engines.add(EngineProcess.start(kind, program, settings, folder));
      }
      Machine machine = Machine.of(settings, engines, session, progress);
      List<Result> results = new ArrayList<>();
      for (Workload workload : settings.workloads()) {
        results.addAll(measure(workload, engines, machine, tables(folder, workload)));
      }
      return new Report(machine, results);
    } finally {
      engines.forEach(EngineProcess::close);
    }
  }

  private Times sessions(Path folder) {
    List<String> command = Startup.java(settings, program, List.of(), List.of("bench-session"));
    Path log = folder.resolve("session.log");
    Times times =
        new Times(
            IntStream.range(0, settings.rounds().measured())
                .mapToObj(round -> Startup.seconds(command, log))
                .toList());
    progress.accept("start and stop of an empty session measured");
    return times;
  }

  private Path tables(Path folder, Workload workload) {
    return settings.folders().tables().orElse(folder).resolve(workload.name());
  }

  private List<Result> measure(
      Workload workload, List<EngineProcess> engines, Machine machine, Path folder)
      throws IOException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("workload", workload.name());
    request.put("tables", Files.createDirectories(folder).toString());
    settings.folders().data().ifPresent(data -> request.put("data", data.toString()));
    request.put("keep", settings.folders().tables().isPresent());
    engines.get(0).ask("write", request);
    Map<EngineKind, List<Outcome>> outcomes = new EnumMap<>(EngineKind.class);
    for (int round = 1 - settings.rounds().warmUp();
        round <= settings.rounds().measured();
        round++) {
      for (EngineProcess engine : engines) {
        if (machine.has(engine.kind()) && workload.engines().contains(engine.kind())) {
          if (round > 0) {
            Outcome outcome = Outcome.of(engine.ask("run", request));
            tell(workload, engine.kind(), round, outcome);
            outcomes.computeIfAbsent(engine.kind(), kind -> new ArrayList<>()).add(outcome);
          } else {
            warmUp(workload, engine, request);
          }
        }
      }
    }
    return workload.engines().stream().map(kind -> result(workload, kind, outcomes)).toList();
  }

  private void warmUp(Workload workload, EngineProcess engine, Map<String, Object> request) {
    WarmUp warmUp = new WarmUp();
    while (!warmUp.isOver()) {
      JsonNode reply = engine.ask("run", request);
      Outcome outcome = Outcome.of(reply);
      tell(workload, engine.kind(), 0, outcome);
      warmUp.add(
          outcome.seconds(),
          reply.required(EngineLoop.WHOLE).asDouble(),
          reply.required(EngineLoop.COMPILED).asDouble());
    }
  }

  private Result result(
      Workload workload, EngineKind kind, Map<EngineKind, List<Outcome>> outcomes) {
    return new Result(workload, kind, outcomes.getOrDefault(kind, List.of()));
  }

  private void tell(Workload workload, EngineKind kind, int round, Outcome outcome) {
    String which = round > 0 ? "round " + round + "/" + settings.rounds().measured() : "warm-up";
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %s, %s: %.3f s",
            workload.name(),
            which,
            kind.words(),
            outcome.seconds()));
  }

  private void tellLeftOut(Workload workload) {
    String files = String.join(", ", workload.files());
    progress.accept(workload.name() + ": left out, since it needs --data FOLDER with " + files);
  }
}
