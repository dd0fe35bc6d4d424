package dev.descent.jobs.store;

import dev.descent.model.Model;

/**
 * A model from a store.
 *
 * @param version which it is
 * @param path of its folder
 */
public record StoredModel(Version version, String path, Model model) {}
