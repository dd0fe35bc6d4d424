package dev.descent.math;

/**
 * A column-major block of float32 numbers [rows x columns] inside an array: element (i, j) is
 * {@code values[offset + j * stride + i]}.
 */
public record SinglePanel(float[] values, int offset, int stride, int rows, int columns)
    implements Panel<float[]> {}
