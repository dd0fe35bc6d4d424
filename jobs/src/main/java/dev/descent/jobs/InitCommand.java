package dev.descent.jobs;

import dev.descent.jobs.init.DraftText;
import dev.descent.jobs.init.JobDraft;
import dev.descent.jobs.init.TableFile;
import dev.descent.jobs.run.Json;
import dev.descent.jobs.run.StorageException;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent init}: a table in, a commented job file out that trains a first model on it. */
@Command(
    name = "init",
    description = "Look at a table and write a job file for it, with a comment for every guess.",
    footer = {
      "",
      "Example:",
      "  descent init conf/samples/diamonds.csv.gz --label=price --output=diamonds.conf"
    })
final class InitCommand extends OutputOptions implements Callable<Integer> {
  @Parameters(
      paramLabel = "TABLE",
      description = "a file or folder of CSV, lines of JSON or LIBSVM, Parquet or ORC")
  String table = "";

  @Option(names = "--label", paramLabel = "COLUMN", description = "the column to predict")
  @Nullable String label;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, json, libsvm, parquet or orc; else as the name of the table says")
  @Nullable String format;

  @Option(
      names = "--output",
      paramLabel = "JOB-FILE",
      description = "the file to write, which must not exist; else NAME-OF-THE-TABLE.conf")
  @Nullable Path output;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    requireNew(output);
    SparkSession spark = Sessions.start("descent init " + table);
    TableFile file =
        TableFile.of(
            table, Optional.ofNullable(format), spark.sparkContext().hadoopConfiguration());
    Path path = output != null ? output : Path.of(file.jobName() + ".conf");
    requireNew(path);
    JobDraft draft = JobDraft.of(file, Optional.ofNullable(label), spark);
    DraftText text = new DraftText(draft, path.toString());
    String lines = text.write();
    JobSpec.parse(path.toString(), lines, List.of(), Map.of());
    write(path, lines);
    say(path, text.headline());
    return ExitCode.DONE;
  }

  private static void requireNew(@Nullable Path path) {
    if (path != null && Files.exists(path)) {
      throw exists(path);
    }
  }

  private static JobFileException exists(Path path) {
    return new JobFileException(
        "init: " + path + " exists already and stays as it is; give another name with --output");
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw exists(path);
    } catch (IOException e) {
      throw new StorageException(
          "init: cannot write "
              + path
              + " ("
              + e.getClass().getSimpleName()
              + "); give a place that can be written with --output",
          e);
    }
  }

  private void say(Path path, String headline) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      Map<String, Object> ending = new LinkedHashMap<>();
      ending.put("command", "init");
      ending.put("outcome", "done");
      ending.put("stopReason", null);
      ending.put("exitCode", ExitCode.DONE);
      ending.put("run", null);
      ending.put("parametersSha256", null);
      ending.put("jobFile", path.toString());
      ending.put("metrics", Map.of());
      out.println(Json.line(ending));
    } else if (!quiet) {
      out.println(path + ": " + headline);
      out.println("next: descent check " + path + ", then descent train " + path);
    }
    out.flush();
  }
}
