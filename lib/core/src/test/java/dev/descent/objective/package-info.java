/** Laws and tests of the package of the same name. */
@NullMarked
package dev.descent.objective;

import org.jspecify.annotations.NullMarked;
