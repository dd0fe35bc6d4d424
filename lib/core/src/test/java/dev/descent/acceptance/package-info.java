/** Numbers that independent programs computed in double precision, reached through descent. */
@NullMarked
package dev.descent.acceptance;

import org.jspecify.annotations.NullMarked;
