package dev.descent.optimize;

import java.io.Serializable;

/**
 * What an optimizer remembers between steps.
 *
 * @param step how many directions it has given
 * @param slots vectors of the optimizer's own, each [p]
 */
public record OptimizerState(int step, double[][] slots) implements Serializable {}
