package dev.descent.jobs.store;

import java.util.List;

/**
 * What is found in a store.
 *
 * @param damaged what cannot be used as it was published, one line each
 * @param left what writers left that were stopped, one line each; nothing reads it
 */
public record Verification(List<String> damaged, List<String> left) {
  public Verification {
    damaged = List.copyOf(damaged);
    left = List.copyOf(left);
  }
}
