package dev.descent.solve;

/**
 * What is minimized over z: h.(z - u) + (z - u)^T K (z - u) / 2 + sum_j t_j |z_j|.
 *
 * @param curvature K [d x d]
 * @param bounds t [d]; 0 for a column that is not in the lasso part
 * @param u scaled coefficients [d]
 * @param gradient h [d] of loss and ridge part at u
 */
record LassoProblem(Curvature curvature, double[] bounds, double[] u, double[] gradient) {}
