package dev.descent.jobs.spec;

/**
 * The section {@code use}: what {@code evaluate} and {@code predict} work on.
 *
 * @param model which model
 * @param data which rows
 */
public record UseSpec(UsedModel model, UsedData data) {}
