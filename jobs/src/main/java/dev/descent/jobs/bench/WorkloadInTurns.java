package dev.descent.jobs.bench;

import java.util.List;

/**
 * What Descent alone does, in turns with other ways in its JVM, and to the bits of one thread: see
 * {@link Turns}.
 */
interface WorkloadInTurns extends Workload {
  @Override
  default Goal goal() {
    return new Goal.Same();
  }

  @Override
  default List<EngineKind> engines() {
    return List.of(EngineKind.DESCENT);
  }
}
