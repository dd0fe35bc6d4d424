package dev.descent.jobs;

/** Shows that one was made. */
public final class HostileSource {
  /** Makes one. */
  public HostileSource() {
    System.setProperty("descent.canary", "source");
  }
}
