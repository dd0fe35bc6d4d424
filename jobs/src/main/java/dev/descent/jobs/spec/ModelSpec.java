package dev.descent.jobs.spec;

/**
 * The section {@code model}.
 *
 * @param type linear with the squared loss, or logistic with the logistic loss
 * @param intercept whether the model has one
 * @param penalty what is added to the mean loss
 */
public record ModelSpec(ModelType type, boolean intercept, PenaltySpec penalty) {}
