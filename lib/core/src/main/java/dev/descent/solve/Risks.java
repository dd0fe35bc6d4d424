package dev.descent.solve;

import dev.descent.objective.Risk;
import java.util.Optional;

/**
 * The rows a solver learns from and, if there are any, those that it only measures.
 *
 * @param shards the training rows again, where data shards descend by themselves
 */
public record Risks(Risk train, Optional<Risk> validation, Optional<Shards> shards) {

  /** Without data shards. */
  public Risks(Risk train, Optional<Risk> validation) {
    this(train, validation, Optional.empty());
  }
}
