package dev.descent.jobs;

/** Shows that it was loaded. */
public final class HostileDriver {
  static {
    System.setProperty("descent.canary", "driver");
  }
}
