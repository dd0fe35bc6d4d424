package dev.descent.jobs.store;

import dev.descent.jobs.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on a real HDFS and on an S3 of others, used by programs of their own. */
@Tag("faults")
final class ServersIT {
  @TempDir private static Path folder;
  private static final Map<String, FileServer> SERVERS = new TreeMap<>();

  private static Place place(String server, String name) throws IOException, InterruptedException {
    if (!SERVERS.containsKey(server)) {
      Path own = Files.createDirectory(folder.resolve(server));
      SERVERS.put(server, server.equals("hdfs") ? FileServer.hdfs(own) : FileServer.s3(own));
    }
    return SERVERS.get(server).place(name);
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(FileServer::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs", "s3"})
  void ofEightProgramsThatPromoteExactlyOneWins(String server) throws Exception {
    try (Races races = new Races(place(server, "races"), "safe")) {
      races.requireOneWinner(25);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs", "s3"})
  void naivelySeveralWin(String server) throws Exception {
    try (Races races = new Races(place(server, "naive"), "naive")) {
      races.requireSeveralWinners(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs", "s3"})
  void theLogExplainsEveryChangeOfProgramsThatAreKilled(String server) throws Exception {
    new KilledWriters(place(server, "killed"), Seed.of("ServersIT")).change(30, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs", "s3"})
  void aReaderSeesAWholeChampionOldOrNew(String server) throws Exception {
    new Loads(place(server, "loads"), 2).requireWhole(1000);
  }
}
