package dev.descent.solve;

/** Where a line search ends, at {@code rate} times the direction. */
record Move(Point to, double rate) {}
