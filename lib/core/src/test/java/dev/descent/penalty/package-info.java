/** Laws and tests of the package of the same name. */
@NullMarked
package dev.descent.penalty;

import org.jspecify.annotations.NullMarked;
