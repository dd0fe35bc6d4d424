package dev.descent.solve;

import dev.descent.objective.Risk;
import java.util.Optional;

/** The rows a solver learns from and, if there are any, those that it only measures. */
public record Risks(Risk train, Optional<Risk> validation) {}
