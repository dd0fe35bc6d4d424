package dev.descent.jobs.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Processes of the benchmark: how a JVM is started, and how long a process takes from start to end.
 */
final class Startup {
  /** Of every JVM: those of conf/spark/spark-defaults.conf. */
  static final List<String> OPTIONS =
      List.of(
          "-XX:G1HeapRegionSize=8m",
          "-XX:MaxHeapFreeRatio=100",
          "-XX:PerMethodTrapLimit=1000",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=dontinline,dev.descent.math.ColumnEntries*::add",
          "-XX:CompileCommand=dontinline,dev.descent.math.ColumnEntries*::multiply");

  /** scripts/descent asks for large pages where the kernel has them, and every JVM does as this. */
  private static final String LARGE_PAGES = "UseTransparentHugePages";

  private static final String LOGGING = "log4j2.configurationFile";
  private static final double NANOS = 1e9;

  private Startup() {}

  /**
   * The command of a JVM that runs {@code program}, with the heap and threads of {@code settings}.
   *
   * @param options of the JVM
   * @param words that the program gets
   */
  static List<String> java(
      BenchSettings settings, Class<?> program, List<String> options, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(javaProgram());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.add("-Xmx" + settings.jvm().heap());
    command.addAll(OPTIONS);
    command.addAll(pages(optionsOfThisJvm()));
    command.add("-Dspark.master=local[" + settings.jvm().threads() + "]");
    command.add("-Dspark.ui.enabled=false");
    String logging = System.getProperty(LOGGING);
    if (logging != null) {
      command.add("-D" + LOGGING + "=" + logging);
    }
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(program), program.getName()));
    command.addAll(words);
    return command;
  }

  /** The options about pages among those of this JVM, of which the last one holds. */
  static List<String> pages(List<String> options) {
    return options.stream().filter(option -> option.endsWith(LARGE_PAGES)).toList();
  }

  static List<String> optionsOfThisJvm() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /**
   * Whether it tells a JVM of the archive of classes that scripts/descent has made. Engines take
   * theirs from it as jobs do; the empty session of the comparison does not.
   */
  static boolean isOfTheArchive(String option) {
    return option.startsWith("-XX:SharedArchiveFile=") || option.startsWith("-Xlog:cds");
  }

  /** The program that runs JVMs like this one. */
  static String javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * That of this JVM, on which an archive of classes was made; spark-submit loads the program's own
   * jar beside it.
   */
  private static String classPath(Class<?> program) {
    String home = home(program).toString();
    String path = System.getProperty("java.class.path");
    return (path + File.pathSeparator).startsWith(home + File.pathSeparator)
        ? path
        : home + File.pathSeparator + path;
  }

  /** The jar or folder of the classes of {@code program}. */
  static Path home(Class<?> program) {
    try {
      return Path.of(program.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Seconds from the start of a process to its end.
   *
   * @param log where its output goes
   * @throws IllegalStateException if it ends with another code than 0
   */
  static double seconds(List<String> command, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    long start = System.nanoTime();
    int code = end(builder);
    double seconds = (System.nanoTime() - start) / NANOS;
    if (code != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " ended with code " + code + "; see " + log);
    }
    return seconds;
  }

  private static int end(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
