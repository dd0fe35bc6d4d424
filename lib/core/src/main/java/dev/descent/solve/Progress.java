package dev.descent.solve;

import java.io.Serializable;

/**
 * What is known of a training state at the end of an epoch; everything is measured at the state's
 * parameters.
 *
 * @param epoch epochs done; 0 is the start
 * @param step steps done
 * @param objective loss plus penalty
 * @param loss mean weighted loss over all training rows
 * @param penalty strength times penalty
 * @param gradientNorm Euclidean norm of the gradient of loss and ridge part; of l-bfgs with a lasso
 *     part, of the subgradient of least norm; NaN at the start where no rule asks for it
 * @param rate learning rate of the last step; 0 at the start
 * @param validationLoss mean weighted loss over the validation rows; NaN without any
 */
public record Progress(
    int epoch,
    int step,
    double objective,
    double loss,
    double penalty,
    double gradientNorm,
    double rate,
    double validationLoss)
    implements Serializable {}
