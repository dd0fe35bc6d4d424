package dev.descent.math;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The JDKs that tests may fork: the running one, then those of the environment variable
 * DESCENT_TEST_JDKS (a list like PATH), or without it those installed beside the running one.
 */
final class JavaHomes {
  private static final int OLDEST = 17;

  private JavaHomes() {}

  /** The distinct homes with Java 17 or later and its vector module, the running one first. */
  static List<Path> all() throws IOException {
    String listed = System.getenv("DESCENT_TEST_JDKS");
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    return of(running, listed == null ? beside(running) : listed(listed));
  }

  static List<Path> of(Path running, List<Path> others) throws IOException {
    return Stream.concat(
            Stream.of(running), others.stream().filter(JavaHomes::isUsable).map(JavaHomes::real))
        .distinct()
        .toList();
  }

  /** What the home says in its release file, like 17.0.15. */
  static String version(Path home) {
    return release(home, "JAVA_VERSION");
  }

  static List<Path> listed(String paths) {
    List<Path> homes =
        Arrays.stream(paths.split(File.pathSeparator))
            .filter(path -> !path.isBlank())
            .map(Path::of)
            .toList();
    homes.stream()
        .filter(home -> !isUsable(home))
        .findFirst()
        .ifPresent(
            home -> {
              throw new IllegalArgumentException(
                  "DESCENT_TEST_JDKS must list homes of JDK 17 or later, but one was " + home);
            });
    return homes;
  }

  private static List<Path> beside(Path running) throws IOException {
    Path parent = running.getParent();
    if (parent == null) {
      return List.of();
    }
    try (Stream<Path> siblings = Files.list(parent)) {
      return siblings.sorted().toList();
    }
  }

  private static boolean isUsable(Path home) {
    return Files.isExecutable(home.resolve("bin").resolve("java"))
        && major(version(home)) >= OLDEST
        && release(home, "MODULES").contains("jdk.incubator.vector");
  }

  private static int major(String version) {
    String first = version.split("[.+-]", 2)[0];
    return first.matches("[0-9]{1,4}") ? Integer.parseInt(first) : 0;
  }

  private static String release(Path home, String key) {
    Path file = home.resolve("release");
    if (!Files.isReadable(file)) {
      return "";
    }
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      release.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return release.getProperty(key, "").replace("\"", "");
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
