/**
 * The fitted artefact: network, parameters, loss, encoding, classes and provenance; it predicts a
 * raw row and reads and writes its files as streams.
 */
@NullMarked
package dev.descent.model;

import org.jspecify.annotations.NullMarked;
