package dev.descent.jobs.bench;

import java.util.Map;

/** One of the sides of the comparison, inside a JVM of its own. */
interface Engine {

  /** What the machine gives to this side at best. */
  Map<String, Object> limits();

  /** Trains once, from files. */
  Outcome run(Workload workload, Tables tables);
}
