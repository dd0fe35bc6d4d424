package dev.descent.jobs.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A program that holds a lease.
 *
 * @param id random
 * @param host its machine, for people
 * @param process its number there
 * @param started when the process started; empty where that is not known
 * @param place the one place where its number means this process: a boot of a machine and a
 *     namespace of processes; empty where that is not known
 */
record Holder(String id, String host, long process, String started, String place) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  /** This program. */
  static Holder here() {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(
        UUID.randomUUID().toString(), hostName(), self.pid(), started(self), thisPlace());
  }

  /** Whether it certainly runs no more, which only its own machine can tell. */
  boolean isGone() {
    if (place.isEmpty() || !place.equals(thisPlace())) {
      return false;
    }
    Optional<ProcessHandle> there = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
    return there.isEmpty() || !started(there.get()).equals(started);
  }

  private static String started(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toString).orElse("");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String thisPlace() {
    try {
      String boot = Files.readString(BOOT, StandardCharsets.UTF_8).strip();
      return boot + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException notLinux) {
      return "";
    }
  }
}
