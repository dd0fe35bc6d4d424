package dev.descent.jobs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own in a temporary folder, on a free port of this machine alone. The server
 * refuses to run as root, so then it runs as the user nobody.
 */
record Postgres(Path folder, int port) {
  static final String USER = "descent";
  static final String PASSWORD = "correct horse battery staple";
  static final Postgres NONE = new Postgres(Path.of(""), 0);

  static boolean isInstalled() {
    return binaries().isPresent();
  }

  static Postgres start() throws IOException {
    Path folder = Files.createTempDirectory("descent-postgres");
    Path data = folder.resolve("data");
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    if (isRoot()) {
      run("chown", "-R", "nobody", folder.toString());
    }
    String bin = binaries().orElseThrow().toString();
    asUser(
        bin + "/initdb",
        "--pgdata=" + data,
        "--username=" + USER,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    Postgres server = new Postgres(folder, freePort());
    asUser(
        bin + "/pg_ctl",
        "--pgdata=" + data,
        "--log=" + folder.resolve("log"),
        "--wait",
        "--options=-p "
            + server.port()
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
        "start");
    return server;
  }

  void stop() throws IOException {
    if (port == 0) {
      return;
    }
    Path data = folder.resolve("data");
    asUser(binaries().orElseThrow() + "/pg_ctl", "--pgdata=" + data, "--mode=immediate", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Postgres::delete);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** The folder of initdb and pg_ctl, the newest of Debian's or what the path has. */
  private static Optional<Path> binaries() {
    Path debian = Path.of("/usr/lib/postgresql");
    List<Path> candidates = new ArrayList<>();
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions
            .map(version -> version.resolve("bin"))
            .sorted(Comparator.reverseOrder())
            .forEach(candidates::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(Path::of)
        .forEach(candidates::add);
    return candidates.stream()
        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
        .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
        .findFirst();
  }

  private static void asUser(String... command) throws IOException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    words.addAll(List.of(command));
    run(words.toArray(String[]::new));
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /**
   * Runs a command with its output in a file, because a server that it leaves would hold a pipe
   * open.
   */
  private static void run(String... command) throws IOException {
    Path out = Files.createTempFile("descent-postgres", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + Files.readString(out));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
