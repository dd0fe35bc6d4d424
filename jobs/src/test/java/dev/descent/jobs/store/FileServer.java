package dev.descent.jobs.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file server of others as a process of its own, on a free port of this machine.
 *
 * <p>Its class path, and that of its clients, is what Maven resolved in {@code jobs/servers}.
 */
public final class FileServer implements AutoCloseable {
  private static final long SECONDS_TO_START = 120;
  private static final String LOGBACK =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%m%n</pattern></encoder>
        </appender>
        <root level="info"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private final Process process;
  private final Place place;

  private FileServer(Process process, Place place) {
    this.process = process;
    this.place = place;
  }

  /** A name node and a data node of HDFS, with their files in {@code folder}. */
  public static FileServer hdfs(Path folder) throws IOException, InterruptedException {
    List<String> words =
        List.of(
            "-Dhadoop.log.dir=" + folder,
            "org.apache.hadoop.mapreduce.MiniHadoopClusterManager",
            "-nomr",
            "-format",
            "-nnport",
            "0",
            "-nnhttpport",
            "0",
            "-datanodes",
            "1",
            "-D",
            "hdfs.minidfs.basedir=" + folder.resolve("data"),
            "-writeDetails",
            folder.resolve("details").toString());
    Process process = start("hdfs", folder, words);
    String port = await(process, folder.resolve("details"), "\"namenode_port\":(\\d+)");
    Map<String, String> settings =
        Map.of(
            "dfs.replication",
            "1",
            // What a writer waits for a data node's report, by itself 400 ms.
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms",
            "10");
    return new FileServer(process, new Place("hdfs://127.0.0.1:" + port, settings, ""));
  }

  /** S3 in the memory of an s3proxy, with a bucket. */
  public static FileServer s3(Path folder) throws IOException, InterruptedException {
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.properties"),
            """
            s3proxy.authorization=none
            s3proxy.endpoint=http://127.0.0.1:0
            jclouds.provider=transient-nio2
            jclouds.identity=nobody
            jclouds.credential=nothing
            """);
    Path logback = Files.writeString(folder.resolve("logback.xml"), LOGBACK);
    List<String> words =
        List.of(
            "-Dlogback.configurationFile=" + logback,
            "org.gaul.s3proxy.Main",
            "--properties",
            settings.toString());
    Process process = start("s3proxy", folder, words);
    String port = await(process, folder.resolve("out"), "Started .*\\{127\\.0\\.0\\.1:(\\d+)}");
    String endpoint = "http://127.0.0.1:" + port;
    createBucket(endpoint + "/models");
    Map<String, String> client =
        Map.of(
            "fs.s3a.endpoint", endpoint,
            "fs.s3a.endpoint.region", "us-east-1",
            "fs.s3a.path.style.access", "true",
            "fs.s3a.connection.ssl.enabled", "false",
            "fs.s3a.access.key", "nobody",
            "fs.s3a.secret.key", "nothing");
    return new FileServer(process, new Place("s3a://models", client, classPath("s3a")));
  }

  private static void createBucket(String at) throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(at)).PUT(HttpRequest.BodyPublishers.noBody()).build();
    int status =
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException(at + " answered " + status);
    }
  }

  private static String classPath(String server) throws IOException {
    Path file = Path.of("servers", server, "target/class-path");
    if (!Files.exists(file)) {
      throw new IOException(file.toAbsolutePath() + " is made by the build with -Pfaults only");
    }
    return Files.readString(file).strip();
  }

  private static Process start(String server, Path folder, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", classPath(server)));
    command.addAll(words);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out").toFile())
        .start();
  }

  /** What the server writes to a file once it is there. */
  private static String await(Process process, Path file, String text)
      throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile(text);
    for (long tries = 0; tries < SECONDS_TO_START * 10; tries++) {
      Matcher found = pattern.matcher(Files.exists(file) ? Files.readString(file) : "");
      if (found.find()) {
        return found.group(1);
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    process.destroyForcibly();
    throw new IOException("the server did not start: " + file.resolveSibling("out"));
  }

  /** A place there of its own. */
  public Place place(String folder) {
    return place.folder(folder);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
