package dev.descent.solve;

/**
 * Where a look at the rows leads.
 *
 * @param parameters [p]
 * @param decrement how much less the objective is to be there
 */
record Correction(double[] parameters, double decrement) {}
