package dev.descent.jobs.spec;

/** The rows that {@code evaluate} and {@code predict} use: a part of the data, or a source. */
public sealed interface UsedData permits DataPart, SourceSpec {}
