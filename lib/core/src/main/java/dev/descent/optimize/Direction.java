package dev.descent.optimize;

/**
 * Where to go.
 *
 * @param values [p]; parameters move by minus the rate times it
 * @param next the state that the next direction starts from
 */
public record Direction(double[] values, OptimizerState next) {}
