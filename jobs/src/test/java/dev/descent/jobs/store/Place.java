package dev.descent.jobs.store;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * Where models are, and how programs get there.
 *
 * @param root its URI or path
 * @param settings what Hadoop must know beside its defaults
 * @param classPath what programs need beside Spark's own class path, perhaps nothing
 */
public record Place(String root, Map<String, String> settings, String classPath) {
  private static final String PREFIX = "hadoop:";

  /** One each, because classes of two of them do not know each other. */
  private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

  /** A folder of a local disk. */
  static Place disk(Path folder) {
    return new Place(folder.toString(), Map.of(), "");
  }

  /** A folder of this place. */
  public Place folder(String name) {
    return new Place(root + "/" + name, settings, classPath);
  }

  /** Starts a program in a JVM of its own, which finds this place by {@link #here}. */
  Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx160m"));
    settings.forEach((key, value) -> command.add("-D" + PREFIX + key + "=" + value));
    command.add("-D" + PREFIX + "root=" + root);
    String own = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", classPath.isEmpty() ? own : own + ":" + classPath));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The place that this program was started for. */
  static Place here() {
    Properties all = System.getProperties();
    Map<String, String> settings = new TreeMap<>();
    all.stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .forEach(
            name -> settings.put(name.substring(PREFIX.length()), System.getProperty(name, "")));
    String root = settings.getOrDefault("root", "");
    settings.remove("root");
    return new Place(root, settings, "");
  }

  Configuration hadoop() {
    Configuration hadoop = new Configuration();
    settings.forEach(hadoop::set);
    if (!classPath.isEmpty()) {
      hadoop.setClassLoader(LOADERS.computeIfAbsent(classPath, Place::loader));
    }
    return hadoop;
  }

  private static ClassLoader loader(String classPath) {
    return new URLClassLoader(
        Stream.of(classPath.split(":")).map(Path::of).map(Place::url).toArray(URL[]::new),
        Place.class.getClassLoader());
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(file.toString(), e);
    }
  }

  ModelStore open() {
    return ModelStore.open(root, "job", Writers.ANY, hadoop());
  }
}
